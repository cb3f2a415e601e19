public import Domain

/// Of learners those who wrote on a channel so lately that a free text may answer.
public struct ReadWriters: Statement {
  public static let sql = """
    select w.user_id from unnest($1::bigint[]) w(user_id) where rekindle.conversation_open(w.user_id, $2, $3)
    """
  public static let columns = ["user_id"]

  public var userIDs: [Int]
  public var channel: Channel
  public var now: Instant

  public init(userIDs: [Int], channel: Channel, now: Instant) {
    self.userIDs = userIDs
    self.channel = channel
    self.now = now
  }

  public var binds: [Bind] { [.ints(userIDs), .text(channel.rawValue), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
