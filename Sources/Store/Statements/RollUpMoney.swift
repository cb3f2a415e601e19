/// Counts money by days, all of it at first and then what has changed; returns how many rows that made.
public struct RollUpMoney: Statement {
  public static let sql = "select rekindle.roll_up_money() as rows"
  public static let columns = ["rows"]

  public init() {}

  public var binds: [Bind] { [] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
