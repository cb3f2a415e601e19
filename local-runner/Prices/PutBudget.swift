import Domain
import Store

/// Sets the deployment's currency where it has none, and the budget of all campaigns; the currency that it has.
struct PutBudget: Statement {
  static let sql = """
    update rekindle.deployment d
       set currency = coalesce(d.currency, $1),
           weekly_budget = case when $2::boolean and coalesce(d.currency, $1) = $1 then $3::bigint / 1000000.0 else d.weekly_budget end
    returning d.currency
    """
  static let columns = ["currency"]

  var currency: String
  /// Whether the budget is changed.
  var changesBudget: Bool
  /// nil ends it.
  var budget: Money?

  var binds: [Bind] { [.text(currency), .bool(changesBudget), .int(budget?.millionths)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> String { try cells.text(0) }
}
