/// Orders whose figures cannot be right, the highest number first.
public struct DisagreeingOrders: Statement {
  public struct Row: Sendable {
    public let order: Int
    /// As the shop prints it.
    public let number: String
    public let learner: Int
    /// What is wrong.
    public let fault: String
  }

  public static let sql = """
    select f.order_id, f.number, f.user_id, f.fault from rekindle.order_faults f order by f.order_id desc limit $1
    """
  public static let columns = ["order_id", "number", "user_id", "fault"]
  public var limit: Int

  public init(limit: Int) { self.limit = limit }

  public var binds: [Bind] { [.int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      order: try cells.int(0), number: try cells.text(1), learner: try cells.int(2), fault: try cells.text(3))
  }
}
