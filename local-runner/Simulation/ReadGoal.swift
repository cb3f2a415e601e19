import Domain
import Store

/// Reads when a learner reached a campaign's goal, of episodes that ended by that.
struct ReadGoal: Statement {
  static let sql = """
    select g.goal_at
      from rekindle.campaign_enrollments e
      join rekindle.campaigns c on c.id = e.campaign_id
     cross join lateral rekindle.campaign_goals_reached(
       e.campaign_id, e.version, $3::timestamptz, array[e.user_id], array[e.subject_id]) g
     where e.user_id = $1::bigint and c.slug = $2 and e.end_reason = 'goal_reached' and g.goal_at is not null
    """
  static let columns = ["goal_at"]
  var learner: Int
  var campaign: String
  var now: Instant
  var binds: [Bind] { [.int(learner), .text(campaign), .instant(now)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Instant { try cells.instant(0) }
}
