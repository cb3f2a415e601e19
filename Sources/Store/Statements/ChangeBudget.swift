/// Changes the budget of all campaigns together; no row where somebody has changed it since it was read.
public struct ChangeBudget: Statement {
  public static let sql = """
    update rekindle.deployment d
       set weekly_budget = $2::bigint / 100.0
     where d.weekly_budget is not distinct from $1::bigint / 100.0
    returning d.currency
    """
  public static let columns = ["currency"]

  /// In hundredths of the currency; nil where there is none.
  public var expected: Int?
  /// nil ends it.
  public var hundredths: Int?

  public init(expected: Int?, hundredths: Int?) {
    self.expected = expected
    self.hundredths = hundredths
  }

  public var binds: [Bind] { [.int(expected), .int(hundredths)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> String? { try cells.optionalText(0) }
}
