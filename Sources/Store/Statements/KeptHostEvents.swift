public import Domain

/// Events that were kept: those that wait for one of some rows, or those with these ids of ours.
public struct KeptHostEvents: Statement {
  public struct Row: Sendable {
    public let id: Int
    public let source: String
    /// The sender's id.
    public let eventID: String
    /// The event as it came.
    public let body: String
    /// When it came first.
    public let receivedAt: Instant
  }

  public static let sql = """
    select k.id, k.source, k.event_id, k.body, k.received_at from rekindle.kept_host_events($1::bigint[], $2::text[]) k
    """
  public static let columns = ["id", "source", "event_id", "body", "received_at"]

  public var ids: [Int]
  public var waitingFor: [String]

  public init(ids: [Int] = [], waitingFor: [String] = []) {
    self.ids = ids
    self.waitingFor = waitingFor
  }

  public var binds: [Bind] { [.ints(ids), .texts(waitingFor)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      id: try cells.int(0), source: try cells.text(1), eventID: try cells.text(2), body: try cells.text(3),
      receivedAt: try cells.instant(4))
  }
}
