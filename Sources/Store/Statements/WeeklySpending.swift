public import Domain

/// What the last twelve weeks have cost, the newest first, beside the budget of a week; no row where nothing has a price.
public struct WeeklySpending: Statement {
  public struct Row: Sendable {
    /// The week's Monday, as `2026-11-16`.
    public let week: String
    public let spent: Double
    /// nil where there is none.
    public let budget: Double?
    public let currency: String?
  }

  public static let sql = """
    select s.week, s.spent::float8 as spent, s.budget::float8 as budget, s.currency from rekindle.weekly_spending($1) s
     order by s.week desc
    """
  public static let columns = ["week", "spent", "budget", "currency"]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      week: try cells.text(0), spent: try cells.double(1), budget: try cells.optionalDouble(2),
      currency: try cells.optionalText(3))
  }
}
