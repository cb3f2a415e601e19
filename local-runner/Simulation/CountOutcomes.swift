import Domain
import Store

/// What the ledger says of one campaign.
struct Outcomes: Equatable, Sendable {
  var campaign: String
  /// Messages.
  var sent: Int
  /// Episodes that ended by the campaign's goal.
  var completed: Int
}

/// Counts what each campaign had sent and reached before today, as days begin in the deployment's zone.
struct CountOutcomes: Statement {
  static let sql = """
    select c.slug,
           (select count(*)::int from rekindle.message_deliveries d
             where d.campaign_id = c.id and d.status = 'sent' and d.sent_at < today.begins) as sent,
           (select count(*)::int from rekindle.campaign_enrollments e
             where e.campaign_id = c.id and e.status = 'completed' and e.ended_at < today.begins) as completed
      from rekindle.campaigns c
     cross join (
       select date_trunc('day', $1::timestamptz at time zone z.time_zone) at time zone z.time_zone as begins
         from rekindle.deployment z) today
     order by c.slug
    """
  static let columns = ["slug", "sent", "completed"]
  var now: Instant
  var binds: [Bind] { [.instant(now)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Outcomes {
    Outcomes(campaign: try cells.text(0), sent: try cells.int(1), completed: try cells.int(2))
  }
}
