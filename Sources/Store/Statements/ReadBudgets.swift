public import Domain

/// The budgets of the week, and what is spent of them; no row where nothing has a price.
public struct ReadBudgets: Statement {
  public struct Row: Sendable {
    /// 0 is all campaigns together.
    public let campaignID: Int
    /// nil where there is none.
    public let limit: Money?
    public let spent: Money
    public let endsAt: Instant
    public let currency: String
  }

  public static let sql = """
    select b.campaign_id, (b.budget * 1000000)::bigint as budget, (b.spent * 1000000)::bigint as spent, b.ends_at,
           coalesce(b.currency, '') as currency
      from rekindle.budgets($1) b
    """
  public static let columns = ["campaign_id", "budget", "spent", "ends_at", "currency"]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      campaignID: try cells.int(0), limit: try cells.optionalInt(1).map(Money.init(millionths:)),
      spent: Money(millionths: try cells.int(2)), endsAt: try cells.instant(3), currency: try cells.text(4))
  }
}
