public import Domain

/// Notes what a provider says of a WhatsApp template; the status, nil where the word says nothing and nothing is known of it.
public struct NoteTemplate: Statement {
  public static let sql = "select rekindle.note_template($1, $2, $3, $4, $5, $6, $7, $8) as status"
  public static let columns = ["status"]

  public var provider: String
  public var name: String
  /// As the provider writes it, such as `en_US`.
  public var language: String
  /// The provider's word, such as `APPROVED` or `PAUSED`.
  public var word: String
  /// What the provider calls it; nil leaves what is known.
  public var providerID: String?
  /// `marketing` or `utility`; nil leaves what is known.
  public var category: String?
  public var reason: String?
  /// When it was said: older news changes nothing.
  public var now: Instant

  public init(
    provider: String, name: String, language: String, word: String, providerID: String? = nil, category: String? = nil,
    reason: String? = nil, now: Instant
  ) {
    self.provider = provider
    self.name = name
    self.language = language
    self.word = word
    self.providerID = providerID
    self.category = category
    self.reason = reason
    self.now = now
  }

  public var binds: [Bind] {
    [
      .text(provider), .text(name), .text(language), .text(word), .text(providerID), .text(category), .text(reason),
      .instant(now),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> String? { try cells.optionalText(0) }
}
