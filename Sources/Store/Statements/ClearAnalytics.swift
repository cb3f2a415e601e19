public import Domain

/// Removes the roll-up of full local days before today, so that it can be written anew.
public struct ClearAnalytics: Statement {
  public static let sql = """
    with today as (select ($1::timestamptz at time zone d.time_zone)::date as day from rekindle.deployment d),
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
