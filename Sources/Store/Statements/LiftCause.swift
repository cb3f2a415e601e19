public import Domain

/// Lifts what a bounce, or an administrator before, closed for a learner; returns how many suppressions that were.
public struct LiftCause: Statement {
  public static let sql = "select lifted from rekindle.lift_cause($1, $2, $3, $4, $5) as lifted"
  public static let columns = ["lifted"]
  public var userID: Int
  public var cause: SuppressionCause
  /// nil for all channels.
  public var channel: Channel?
  /// Why, in the administrator's words.
  public var reason: String
  public var now: Instant

  public init(userID: Int, cause: SuppressionCause, channel: Channel?, reason: String, now: Instant) {
    self.userID = userID
    self.cause = cause
    self.channel = channel
    self.reason = reason
    self.now = now
  }

  public var binds: [Bind] {
    [.int(userID), .text(cause.rawValue), .text(channel?.rawValue ?? "all"), .text(reason), .instant(now)]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
