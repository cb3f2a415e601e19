public import Domain

/// Local days and send windows of time zones at one moment: all zone arithmetic is PostgreSQL's.
public struct ReadLocalTimes: Statement {
  public struct Row: Sendable {
    /// Index into `zones`.
    public let zone: Int
    /// The start of "a day": the earlier of 24 hours ago and the local midnight.
    public let dayStart: Instant
    /// The start of "a week": the earlier of 168 hours ago and the local midnight six days before today's.
    public let weekStart: Instant
    /// For each window, the first instant from now on that lies inside it.
    public let nextAllowed: [Instant]
    /// How the zone's clock runs from `since` to a hundred days from now.
    public let clock: LocalClock
  }

  public static let sql = """
    select z.place::int - 1 as zone, least($1 - interval '24 hours', z.today at time zone z.name) as day_start,
           least($1 - interval '168 hours', (z.today - 6)::timestamp at time zone z.name) as week_start,
           array(select rekindle.next_allowed($1, z.name, w.from_minute::int, w.to_minute::int)
                   from unnest($3::bigint[], $4::bigint[]) with ordinality w(from_minute, to_minute, place)
                  order by w.place) as next_allowed,
           o.starts_at as offset_starts, o.seconds as offset_seconds
      from (select k.place, y.name, ($1 at time zone y.name)::date as today
              from unnest($2::text[]) with ordinality k(name, place)
             cross join lateral rekindle.local_zone(k.name) y) z
     cross join lateral (
       select array_agg(x.starts_at order by x.starts_at) as starts_at, array_agg(x.seconds order by x.starts_at) as seconds
         from rekindle.zone_offsets(z.name, $5::timestamptz, $1::timestamptz + interval '2400 hours') x) o
    """
  public static let columns = ["zone", "day_start", "week_start", "next_allowed", "offset_starts", "offset_seconds"]

  public var now: Instant
  /// Names of zones; nil is the deployment's, and so is one that is unknown.
  public var zones: [String?]
  public var windows: [SendWindow]
  /// Since when changes of the zones' clocks matter.
  public var since: Instant

  public init(now: Instant, zones: [String?], windows: [SendWindow], since: Instant) {
    self.now = now
    self.zones = zones
    self.windows = windows
    self.since = since
  }

  public var binds: [Bind] {
    [.instant(now), .optionalTexts(zones), .ints(windows.map(\.from)), .ints(windows.map(\.to)), .instant(since)]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      zone: try cells.int(0), dayStart: try cells.instant(1), weekStart: try cells.instant(2),
      nextAllowed: try cells.instants(3),
      clock: LocalClock(
        zip(try cells.instants(4), try cells.ints(5)).map { (from: $0, offset: Instant.Span.seconds($1)) }))
  }
}
