public import Domain

/// Of deliveries on their way those whose learner wrote so lately that a free text may answer.
public struct ReadConversations: Statement {
  public static let sql = """
    select d.id from rekindle.message_deliveries d
     where d.id = any ($1::bigint[]) and rekindle.conversation_open(d.user_id, d.channel, $2)
    """
  public static let columns = ["id"]

  public var deliveryIDs: [Int]
  public var now: Instant

  public init(deliveryIDs: [Int], now: Instant) {
    self.deliveryIDs = deliveryIDs
    self.now = now
  }

  public var binds: [Bind] { [.ints(deliveryIDs), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
