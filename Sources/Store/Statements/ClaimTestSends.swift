public import Domain
public import JSON

/// Takes tests that were asked for, each once, and returns what they are written from.
public struct ClaimTestSends: Statement {
  public struct Row: Sendable {
    public let id: Int
    public let campaign: String
    public let body: JSON
    public let context: JSON
    public let address: String
  }

  public static let sql = """
    update rekindle.own_test_sends t set status = 'sending'
     where t.id = any ($1::bigint[]) and t.channel = $2 and t.status = 'requested'
    returning t.id, t.campaign, t.body, t.context, t.address
    """
  public static let columns = ["id", "campaign", "body", "context", "address"]

  public var ids: [Int]
  public var channel: Channel

  public init(ids: [Int], channel: Channel) {
    self.ids = ids
    self.channel = channel
  }

  public var binds: [Bind] { [.ints(ids), .text(channel.rawValue)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      id: try cells.int(0), campaign: try cells.text(1), body: try cells.json(2), context: try cells.json(3),
      address: try cells.text(4))
  }
}
