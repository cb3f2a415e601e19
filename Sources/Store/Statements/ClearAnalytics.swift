public import Domain

/// Removes the roll-up of full local days before today and of the months in which they lie, so that it can be written anew.
public struct ClearAnalytics: Statement {
  public static let sql = """
    with today as (select ($1::timestamptz at time zone d.time_zone)::date as day from rekindle.deployment d),
    months as (
      delete from rekindle.analytics_months m using today t
       where m.month >= date_trunc('month', (t.day - $2::int)::timestamp)::date and m.month < t.day - $3::int),
    course_months as (
      delete from rekindle.course_months m using today t
       where m.month >= date_trunc('month', (t.day - $2::int)::timestamp)::date and m.month < t.day - $3::int),
    courses as (
      delete from rekindle.course_analytics a using today t where a.day >= t.day - $2::int and a.day < t.day - $3::int)
    delete from rekindle.campaign_analytics a using today t where a.day >= t.day - $2::int and a.day < t.day - $3::int
    """

  public var now: Instant
  public var days: DaysBefore

  public init(now: Instant, days: DaysBefore) {
    self.now = now
    self.days = days
  }

  public var binds: [Bind] { [.instant(now), .int(days.first), .int(days.end)] }
}
