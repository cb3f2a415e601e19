public import Domain

/// The budget of all campaigns together, and what is spent of it this week; nothing is spent where nothing has a price.
public struct FindBudget: Statement {
  public struct Row: Sendable {
    /// nil until prices come.
    public let currency: String?
    /// In hundredths of the currency; nil where there is no budget.
    public let hundredths: Int?
    public let spent: Double?
    public let endsAt: Instant?

    /// What a change says that it has seen: the budget itself.
    public var revision: Int { hundredths ?? Row.none }
    /// The revision where there is no budget.
    public static let none = -1
  }

  public static let sql = """
    select d.currency, (d.weekly_budget * 100)::bigint as hundredths, b.spent::float8 as spent, b.ends_at
      from rekindle.deployment d left join rekindle.budgets($1) b on b.campaign_id = 0
    """
  public static let columns = ["currency", "hundredths", "spent", "ends_at"]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      currency: try cells.optionalText(0), hundredths: try cells.optionalInt(1), spent: try cells.optionalDouble(2),
      endsAt: try cells.optionalInstant(3))
  }
}
