public import Domain

/// How many full local days before today no roll-up has counted: those since the last one, or since the ledger begins.
public struct DaysToCount: Statement {
  public static let sql = """
    select (($1::timestamptz at time zone z.time_zone)::date - coalesce(r.counted_until, b.day))::bigint as days
      from rekindle.rollup r cross join rekindle.deployment z
     cross join lateral (
       select least((select d.scheduled_at from rekindle.message_deliveries d order by d.id limit 1),
                    (select e.enrolled_at from rekindle.campaign_enrollments e order by e.id limit 1), $1) as at) f
     cross join lateral (select (f.at at time zone z.time_zone)::date as day) b
    """
  public static let columns = ["days"]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
