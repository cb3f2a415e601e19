public import Domain

/// Takes back a no that the learner of a delivery once gave; complaints and bounces stay.
public struct OptIn: Statement {
  public static let sql = "select is_lifted from rekindle.opt_in($1, $2, $3, $4) as is_lifted"
  public static let columns = ["is_lifted"]
  public var deliveryID: Int
  /// `subject`, `topic` or `all`.
  public var scope: String
  /// A channel or `all`.
  public var channel: String
  public var now: Instant

  public init(deliveryID: Int, scope: String, channel: String, now: Instant) {
    self.deliveryID = deliveryID
    self.scope = scope
    self.channel = channel
    self.now = now
  }

  public var binds: [Bind] { [.int(deliveryID), .text(scope), .text(channel), .instant(now)] }

  /// Whether there was one.
  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Bool { try cells.bool(0) }
}
