import Store

/// Reads whom a cap, the gap of a channel or a budget makes wait in a campaign.
struct ReadHeldBack: Statement {
  static let sql = """
    select e.defer_reason, array_agg(distinct e.user_id) as learners
      from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id
     where c.slug = $1 and e.status = 'active' and e.defer_reason in ('day_cap', 'week_cap', 'channel_gap', 'budget')
     group by e.defer_reason
    """
  static let columns = ["defer_reason", "learners"]
  var campaign: String
  var binds: [Bind] { [.text(campaign)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> (reason: String, learners: [Int]) {
    (try cells.text(0), try cells.ints(1))
  }
}
