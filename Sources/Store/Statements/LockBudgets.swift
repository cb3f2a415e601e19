public import Domain

/// Holds the budgets of the week until the transaction's end: what is read of them in a later statement is what everybody
/// before has left.
public struct LockBudgets: Statement {
  public static let sql = "select rekindle.lock_budgets($1)::text as locked"
  public static let columns = ["locked"]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) {}
}
