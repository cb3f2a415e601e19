import Store

/// Counts what went out of campaigns that remind of dates, by campaign and step.
struct CountReminders: Statement {
  struct Row {
    /// The campaign's slug.
    var campaign: String
    /// The step's id.
    var step: String
    var sent: Int
    /// Of those, messages about what the learner had done before.
    var needless: Int
  }

  static let sql = """
    select c.slug as campaign, v.definition #>> array['steps', d.step::text, 'id'] as step, count(*)::int as sent,
           count(*) filter (where e.end_reason = 'goal_reached' and e.ended_at < d.sent_at)::int as needless
      from rekindle.message_deliveries d
      join rekindle.campaigns c on c.id = d.campaign_id and c.class = 'reminder'
      join rekindle.campaign_versions v on v.campaign_id = d.campaign_id and v.version = d.version
      join rekindle.campaign_enrollments e on e.id = d.enrollment_id
     where d.status = 'sent'
     group by 1, d.step, 2 order by 1, d.step
    """
  static let columns = ["campaign", "step", "sent", "needless"]
  var binds: [Bind] { [] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(campaign: try cells.text(0), step: try cells.text(1), sent: try cells.int(2), needless: try cells.int(3))
  }
}
