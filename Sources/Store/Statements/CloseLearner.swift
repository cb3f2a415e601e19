public import Domain

/// Says no to everything for a learner, on one channel or on all: the learner's own no, which people were told, or the
/// deployment's.
public struct CloseLearner: Statement {
  public struct Row: Sendable {
    /// Whether it did not stand before.
    public let isNew: Bool
    /// Messages that had been reserved and are taken back.
    public let skipped: Int
    /// Episodes that it ended.
    public let ended: Int
  }

  public static let sql = """
    select r.is_new, r.skipped, r.ended from rekindle.close_learner($1, $2, $3, $4) r
    """
  public static let columns = ["is_new", "skipped", "ended"]

  public var userID: Int
  /// nil for all channels.
  public var channel: Channel?
  /// `optOut` or `admin`.
  public var cause: SuppressionCause
  public var now: Instant

  public init(userID: Int, channel: Channel?, cause: SuppressionCause, now: Instant) {
    self.userID = userID
    self.channel = channel
    self.cause = cause
    self.now = now
  }

  public var binds: [Bind] {
    [.int(userID), .text(channel?.rawValue ?? "all"), .text(cause.rawValue), .instant(now)]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(isNew: try cells.bool(0), skipped: try cells.int(1), ended: try cells.int(2))
  }
}
