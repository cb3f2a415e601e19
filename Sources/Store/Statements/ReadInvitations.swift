/// What the learners of deliveries were told last about each of their meetings.
public struct ReadInvitations: Statement {
  public struct Row: Sendable {
    public let deliveryID: Int
    public let uid: String
    public let sequence: Int
    /// `invited`, `cancelled` or `removed`.
    public let status: String
    /// Time and place, as they were told.
    public let times: String
  }

  public static let sql = """
    select d.id as delivery_id, i.uid, i.sequence, i.status, i.times
      from rekindle.message_deliveries d
      join rekindle.invitations i on i.user_id = d.user_id
     where d.id = any ($1::bigint[])
    """
  public static let columns = ["delivery_id", "uid", "sequence", "status", "times"]

  public var deliveryIDs: [Int]

  public init(deliveryIDs: [Int]) { self.deliveryIDs = deliveryIDs }

  public var binds: [Bind] { [.ints(deliveryIDs)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      deliveryID: try cells.int(0), uid: try cells.text(1), sequence: try cells.int(2), status: try cells.text(3),
      times: try cells.text(4))
  }
}
