import Domain
import Store

/// Reads what was not sent to one person of one campaign, each as its channel and its reason.
struct ReadFailures: Statement {
  static let sql = """
    select d.channel::text as channel, coalesce(d.reason, '') as reason
      from rekindle.message_deliveries d
      join rekindle.campaigns c on c.id = d.campaign_id
     where d.user_id = $1::bigint and c.slug = $2 and d.status in ('skipped', 'failed')
     order by d.id
    """
  static let columns = ["channel", "reason"]
  var learner: Int
  var campaign: String
  var binds: [Bind] { [.int(learner), .text(campaign)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> (channel: Channel, reason: String) {
    (try cells.channel(0), try cells.text(1))
  }
}
