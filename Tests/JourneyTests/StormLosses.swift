import Domain
import Store
import TestKit

/// What a storm may have lost: each query counts what is nowhere although it should be somewhere.
enum StormLosses {
  /// - Parameter end: When the last detection and ticks began.
  static func found(in database: TestDatabase, taken: Set<Int>, end: Instant) throws -> [String] {
    let connection = try database.connect()
    var found = try queries.compactMap { rule, sql -> String? in
      let count = try connection.texts(sql, [.instant(end)]).first?.first.flatMap { $0 } ?? "?"
      return count == "0" ? nil : "\(rule): \(count)"
    }
    let sent = Set(
      try connection.texts("select id::text from rekindle.message_deliveries where status = 'sent'")
        .compactMap { $0[0].flatMap { Int($0) } })
    if !sent.subtracting(taken).isEmpty {
      found.append("sent, and the provider never saw it: \(sent.subtracting(taken))")
    }
    if !taken.subtracting(sent).isEmpty { found.append("taken, and not called sent: \(taken.subtracting(sent))") }
    return found
  }

  private static let queries: KeyValuePairs<String, String> = [
    "in doubt without a killed or unanswered attempt": """
    select count(*) from rekindle.message_deliveries d
     where $1::timestamptz is not null and d.status in ('unknown', 'presumed_sent') and not exists (
       select from rekindle.delivery_attempts a
        where a.delivery_id = d.id and coalesce(a.outcome, 'ambiguous') = 'ambiguous')
    """,
    "left on the wire": """
    select count(*) from rekindle.message_deliveries where status = 'sending' and lease_until < $1
    """,
    "due and not sent": """
    select count(*) from rekindle.message_deliveries where status = 'scheduled' and not_before < $1::timestamptz - interval '10 minutes'
    """,
    "an enrolment that nobody looks at": """
    select count(*) from rekindle.campaign_enrollments
     where status = 'active' and next_due_at < $1::timestamptz - interval '10 minutes'
    """,
    "in the segment and not enrolled": """
    select count(*) from rekindle.campaigns c
     cross join lateral rekindle.campaign_segment(c.id, c.current_version, $1, null) s
     where c.status = 'active' and not exists (
         select from rekindle.campaign_enrollments e
          where e.user_id = s.user_id and e.subject_id = s.subject_id and e.campaign_id = c.id)
       and not exists (
         select from rekindle.campaign_enrollments e join rekindle.campaigns o on o.id = e.campaign_id
          where e.user_id = s.user_id and e.subject_id = s.subject_id and o.topic = 'course' and c.topic = 'course')
       and not exists (select from rekindle.suppressions n where n.user_id = s.user_id)
    """,
    "a day of the plan that is past and left no row": """
    select count(*) from rekindle.campaign_enrollments e
      join rekindle.campaign_versions v on v.campaign_id = e.campaign_id and v.version = e.version
     cross join lateral jsonb_array_elements(v.definition->'steps') with ordinality s(step, place)
     where e.status in ('active', 'exhausted') and s.step ? 'day'
       and e.anchor_at + e.shift + make_interval(days => (s.step->>'day')::int + 3) < $1
       and not exists (
         select from rekindle.message_deliveries d where d.enrollment_id = e.id and d.step = s.place - 1)
    """,
    "opted out by nobody": """
    select count(*) from rekindle.message_deliveries d
     where $1::timestamptz is not null and d.status = 'skipped' and d.reason in ('opted_out', 'complained', 'bounced')
       and not exists (select from rekindle.suppressions s where s.user_id = d.user_id)
    """,
    "without an address, and there is one": """
    select count(*) from rekindle.message_deliveries d join lms.users u using (user_id)
     where $1::timestamptz is not null and d.status = 'skipped' and d.reason = 'no_address'
       and case d.channel when 'email' then u.email is not null when 'sms' then u.phone_number is not null
             else u.phone_number is not null and (
               select k.is_granted from rekindle.consents k where k.user_id = d.user_id and k.channel = 'whatsapp'
                order by k.given_at desc limit 1) end
    """,
    "held back by a cap that was not reached": """
    select count(*) from rekindle.message_deliveries d
     where $1::timestamptz is not null and d.status = 'skipped' and d.reason in ('day_cap', 'week_cap', 'channel_gap')
       and not exists (
         select from rekindle.message_deliveries o
          where o.user_id = d.user_id and o.id <> d.id and (o.attempt > 0 or o.reason = 'expired')
            and (o.channel = d.channel or d.reason <> 'channel_gap')
            and coalesce(o.sent_at, o.unknown_at, o.scheduled_at) between d.slot_at - interval '7 days' and d.scheduled_at)
    """,
  ]
}
