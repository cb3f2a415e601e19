public import Domain

/// Counts what was spent, and brings forward those who wait for a budget that has more left than before; how many.
public struct SettleBudgets: Statement {
  public static let sql = "select rekindle.settle_budgets($1) as woken"
  public static let columns = ["woken"]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
