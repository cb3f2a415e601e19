public import Domain

/// Hosts' events that were kept, the newest first.
public struct EventsToRead: Statement {
  public struct Row: Sendable {
    public let id: Int
    public let source: String
    public let eventID: String
    public let type: String
    public let reason: String
    public let detail: String
    public let learner: Int?
    public let receivedAt: Instant
    public let seen: Int
  }

  public static let sql = """
    select u.id, u.source, u.event_id, u.type, u.reason, u.detail, u.user_id, u.received_at, u.seen
      from rekindle.events_unknown u order by u.received_at desc, u.id desc limit $1
    """
  public static let columns = [
    "id", "source", "event_id", "type", "reason", "detail", "user_id", "received_at", "seen",
  ]
  public var limit: Int

  public init(limit: Int) { self.limit = limit }

  public var binds: [Bind] { [.int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      id: try cells.int(0), source: try cells.text(1), eventID: try cells.text(2), type: try cells.text(3),
      reason: try cells.text(4), detail: try cells.text(5), learner: try cells.optionalInt(6),
      receivedAt: try cells.instant(7), seen: try cells.int(8))
  }
}
