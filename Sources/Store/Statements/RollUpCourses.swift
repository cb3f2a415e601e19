public import Domain

/// Writes how many messages about each course went out on full local days before today, and that these days are counted.
public struct RollUpCourses: Statement {
  public static let sql = """
    with span as materialized (
      select z.zone, z.today - $3::int as end_day, (z.today - $2::int)::timestamp at time zone z.zone as since,
             (z.today - $3::int)::timestamp at time zone z.zone as until
        from (select d.time_zone as zone, ($1::timestamptz at time zone d.time_zone)::date as today from rekindle.deployment d) z),
    counted as (
      update rekindle.rollup r set counted_until = greatest(r.counted_until, s.end_day) from span s)
    insert into rekindle.course_analytics (course_id, channel, day, sent, presumed)
    select d.subject_id, d.channel, (d.sent_at at time zone s.zone)::date, count(*) filter (where d.status = 'sent'),
           count(*) filter (where d.status = 'presumed_sent')
      from span s cross join rekindle.messages_sent(s.since, s.until) d
      join rekindle.campaigns c on c.id = d.campaign_id and c.subject_type = 'course'
     group by 1, 2, 3
    """

  public var now: Instant
  public var days: DaysBefore

  public init(now: Instant, days: DaysBefore) {
    self.now = now
    self.days = days
  }

  public var binds: [Bind] { [.instant(now), .int(days.first), .int(days.end)] }
}
