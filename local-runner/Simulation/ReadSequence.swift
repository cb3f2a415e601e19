import Store

/// Reads what went out to one learner of one campaign, in its order.
struct ReadSequence: Statement {
  static let sql = """
    select d.id, coalesce(v.definition #>> array['steps', d.step::text, 'id'], d.template) as step, d.channel::text as channel,
           d.scheduled_at, d.sent_at
      from rekindle.message_deliveries d
      join rekindle.campaigns c on c.id = d.campaign_id
      join rekindle.campaign_versions v on v.campaign_id = d.campaign_id and v.version = d.version
     where d.user_id = $1::bigint and c.slug = $2 and d.status = 'sent'
     order by d.sent_at, d.id
    """
  static let columns = ["id", "step", "channel", "scheduled_at", "sent_at"]
  var learner: Int
  var campaign: String
  var binds: [Bind] { [.int(learner), .text(campaign)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> SequenceMessage {
    SequenceMessage(
      delivery: try cells.int(0), step: try cells.text(1), channel: try cells.channel(2),
      reservedAt: try cells.instant(3), sentAt: try cells.instant(4))
  }
}
