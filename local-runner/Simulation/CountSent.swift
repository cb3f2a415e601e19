import Domain
import Store

/// Counts what each campaign sent before today, as days begin in the deployment's zone.
struct CountSent: Statement {
  static let sql = """
    select c.slug, count(*)::int as n
      from rekindle.deployment z
     cross join rekindle.message_deliveries d
      join rekindle.campaigns c on c.id = d.campaign_id
     where d.status = 'sent'
       and d.sent_at < date_trunc('day', $1::timestamptz at time zone z.time_zone) at time zone z.time_zone
     group by c.slug
    """
  static let columns = ["slug", "n"]
  var until: Instant
  var binds: [Bind] { [.instant(until)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> (campaign: String, count: Int) {
    (try cells.text(0), try cells.int(1))
  }
}
