import Domain
import Store

/// Reads the messages to the learners whose id, name or address fits, in their order.
struct ReadTimeline: Statement {
  static let sql = """
    with learners as (
      select p.user_id, concat_ws(' ', p.title, p.first_name, p.last_name) as name, p.time_zone
        from lms.people p
       where p.user_id::text = $1
          or position(lower($1) in lower(concat_ws(' ', p.title, p.first_name, p.last_name))) > 0
          or exists (select from lms.addresses a where a.user_id = p.user_id and lower(a.address) = lower($1)))
    select l.user_id, l.name, coalesce(d.sent_at, d.scheduled_at) as at,
           to_char(coalesce(d.sent_at, d.scheduled_at) at time zone z.name, 'YYYY-MM-DD HH24:MI') as locally, z.name as zone,
           d.channel::text as channel, d.status, d.template, coalesce(d.reason, '') as reason
      from learners l
      join rekindle.message_deliveries d on d.user_id = l.user_id and coalesce(d.sent_at, d.scheduled_at) >= $2::timestamptz
     cross join lateral rekindle.local_zone(l.time_zone) z
     order by l.user_id, at, d.id limit 1000
    """
  static let columns = ["user_id", "name", "at", "locally", "zone", "channel", "status", "template", "reason"]
  var words: String
  var since: Instant
  var binds: [Bind] { [.text(words), .instant(since)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> TimelineEntry {
    TimelineEntry(
      learner: try cells.int(0), name: try cells.text(1), at: try cells.instant(2), locally: try cells.text(3),
      zone: try cells.text(4), channel: try cells.text(5), status: try cells.text(6), template: try cells.text(7),
      reason: try cells.text(8))
  }
}
