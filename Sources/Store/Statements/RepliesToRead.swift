public import Domain

/// What people wrote back that asks for nothing we know, newest first.
public struct RepliesToRead: Statement {
  public struct Row: Sendable {
    public let receivedAt: Instant
    public let channel: Channel
    /// Who had the number, by id; nobody where it is no learner's.
    public let learners: [Int]
    public let text: String
  }

  public static let sql = """
    select i.received_at, i.channel, i.learners, i.body from rekindle.inbound_replies i
     where i.body is not null order by i.received_at desc limit $1
    """
  public static let columns = ["received_at", "channel", "learners", "body"]

  public var limit: Int

  public init(limit: Int) { self.limit = limit }

  public var binds: [Bind] { [.int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      receivedAt: try cells.instant(0), channel: try cells.channel(1), learners: try cells.ints(2),
      text: try cells.text(3))
  }
}
