/// Keeps why a learner opted out, beside the opt-out that stands.
public struct ExplainOptOut: Statement {
  public static let sql = "select from rekindle.explain_opt_out($1, $2, $3)"

  public var deliveryID: Int
  /// `subject`, `topic` or `all`.
  public var scope: String
  /// `too_many`, `not_useful`, `finished`, `never_asked` or `other`; another word is not kept.
  public var words: String

  public init(deliveryID: Int, scope: String, words: String) {
    self.deliveryID = deliveryID
    self.scope = scope
    self.words = words
  }

  public var binds: [Bind] { [.int(deliveryID), .text(scope), .text(words)] }
}
