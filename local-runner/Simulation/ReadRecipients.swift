import Domain
import JSON
import Store

/// Reads who was written to since a moment, in the order of their first messages.
struct ReadRecipients: Statement {
  static let sql = """
    with sent as (
      select s.user_id, s.campaign_id, s.version, s.subject_id, min(s.first_at) as first_at,
             coalesce(jsonb_object_agg(s.channel, s.n) filter (where s.n > 0), '{}') as messages, sum(s.doubtful)::int as doubtful
        from (select d.user_id, d.campaign_id, max(d.version) as version, d.subject_id, d.channel::text as channel,
                     count(*) filter (where d.status = 'sent') as n, count(*) filter (where d.status <> 'sent') as doubtful,
                     min(coalesce(d.sent_at, d.unknown_at)) as first_at
                from rekindle.message_deliveries d
               where d.status in ('sent', 'presumed_sent', 'unknown') and coalesce(d.sent_at, d.unknown_at) >= $1::timestamptz
               group by d.user_id, d.campaign_id, d.subject_id, d.channel) s
       group by s.user_id, s.campaign_id, s.version, s.subject_id
       order by first_at, s.user_id, s.subject_id limit $2::int)
    select s.user_id, concat_ws(' ', p.title, p.first_name, p.last_name) as name, c.title as campaign,
           coalesce(x.context::json ->> 'subject_name', c.subject_type || ' ' || s.subject_id) as subject, s.messages,
           s.doubtful, s.first_at, to_char(s.first_at at time zone z.name, 'YYYY-MM-DD HH24:MI') as first_locally, z.name as zone
      from sent s
      join rekindle.campaigns c on c.id = s.campaign_id
      left join lms.people p on p.user_id = s.user_id
     cross join lateral rekindle.local_zone(p.time_zone) z
      left join lateral rekindle.campaign_context(
        s.campaign_id, s.version, s.first_at, array[s.user_id], array[s.subject_id]) x on true
     order by s.first_at, s.user_id, s.subject_id
    """
  static let columns = [
    "user_id", "name", "campaign", "subject", "messages", "doubtful", "first_at", "first_locally", "zone",
  ]
  var since: Instant
  var limit: Int
  var binds: [Bind] { [.instant(since), .int(limit)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Recipient {
    Recipient(
      id: try cells.int(0), name: try cells.text(1), campaign: try cells.text(2), subject: try cells.text(3),
      messages: try cells.json(4).object?.compactMapValues(\.integer) ?? [:], doubtful: try cells.int(5),
      firstAt: try cells.instant(6), firstLocally: try cells.text(7), zone: try cells.text(8))
  }
}
