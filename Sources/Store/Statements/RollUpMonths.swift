public import Domain

/// Writes the roll-up of the months in which full local days before today lie, from that of all their days.
public struct RollUpMonths: Statement {
  public static let sql = """
    with months as materialized (
      select date_trunc('month', (t.day - $2::int)::timestamp)::date as first,
             (date_trunc('month', (t.day - $3::int - 1)::timestamp) + interval '1 month')::date as after
        from (select ($1::timestamptz at time zone d.time_zone)::date as day from rekindle.deployment d) t),
    courses as (
      insert into rekindle.course_months (course_id, channel, month, sent, presumed)
      select a.course_id, a.channel, date_trunc('month', a.day::timestamp)::date, sum(a.sent), sum(a.presumed)
        from months m join rekindle.course_analytics a on a.day >= m.first and a.day < m.after group by 1, 2, 3)
    insert into rekindle.analytics_months
      (month, campaign_id, channel, sent, presumed, delivered, opened, clicked, lost, failed, skipped, cost)
    select date_trunc('month', a.day::timestamp)::date, a.campaign_id, a.channel, sum(a.sent), sum(a.presumed), sum(a.delivered),
           sum(a.opened), sum(a.clicked), sum(a.lost), sum(a.failed), sum(a.skipped), sum(a.cost)
      from months m join rekindle.campaign_analytics a on a.day >= m.first and a.day < m.after
     where a.channel <> 'all' group by 1, 2, 3
    """

  public var now: Instant
  public var days: DaysBefore

  public init(now: Instant, days: DaysBefore) {
    self.now = now
    self.days = days
  }

  public var binds: [Bind] { [.instant(now), .int(days.first), .int(days.end)] }
}
