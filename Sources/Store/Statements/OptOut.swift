public import Domain

/// Writes the suppression of the learner whom a delivery was written to and takes back what it reserved, in one
/// transaction; no row where the delivery is gone.
public struct OptOut: Statement {
  public static let sql = "select is_new from rekindle.opt_out($1, $2, $3, $4, $5)"
  public static let columns = ["is_new"]
  public var deliveryID: Int
  /// `subject`, `topic` or `all`.
  public var scope: String
  /// A channel or `all`.
  public var channel: String
  /// Where the wish came from: `email_link`, `one_click` or `user_settings`.
  public var source: String
  public var now: Instant

  public init(deliveryID: Int, scope: String, channel: String, source: String, now: Instant) {
    self.deliveryID = deliveryID
    self.scope = scope
    self.channel = channel
    self.source = source
    self.now = now
  }

  public var binds: [Bind] { [.int(deliveryID), .text(scope), .text(channel), .text(source), .instant(now)] }

  /// Whether there was no such suppression before.
  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Bool { try cells.bool(0) }
}
