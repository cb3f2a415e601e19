public import Domain

/// Removes the roll-up of the given number of full local days before today, so that it can be written anew.
public struct ClearAnalytics: Statement {
  public static let sql = """
    delete from rekindle.campaign_analytics a using rekindle.deployment d
     where a.day >= ($1::timestamptz at time zone d.time_zone)::date - $2::int and a.day < ($1::timestamptz at time zone d.time_zone)::date
    """

  public var now: Instant
  public var days: Int

  public init(now: Instant, days: Int) {
    self.now = now
    self.days = days
  }

  public var binds: [Bind] { [.instant(now), .int(days)] }
}
