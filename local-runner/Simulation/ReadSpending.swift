import Domain
import Store

/// What a campaign's messages of this week take, and who waits for its budget.
struct ReadSpending: Statement {
  struct Row: Sendable {
    var week: String
    var spent: Money
    /// How many wait.
    var waiting: Int
    /// One of them.
    var learner: Int?
  }

  static let sql = """
    select rekindle.budget_week($2)::text as week,
           coalesce((select sum(d.cost) * 1000000 from rekindle.message_deliveries d
                      where d.campaign_id = c.id and rekindle.budget_week(d.scheduled_at) = rekindle.budget_week($2)), 0)::bigint as spent,
           (select count(*) from rekindle.campaign_enrollments e
             where e.campaign_id = c.id and e.status = 'active' and e.defer_reason = 'budget') as waiting,
           (select min(e.user_id) from rekindle.campaign_enrollments e
             where e.campaign_id = c.id and e.status = 'active' and e.defer_reason = 'budget') as learner
      from rekindle.campaigns c where c.slug = $1
    """
  static let columns = ["week", "spent", "waiting", "learner"]
  var campaign: String
  var now: Instant
  var binds: [Bind] { [.text(campaign), .instant(now)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      week: try cells.text(0), spent: Money(millionths: try cells.int(1)), waiting: try cells.int(2),
      learner: try cells.optionalInt(3))
  }
}
