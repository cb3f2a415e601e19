public import Domain

/// Takes tokens from the buckets that all processes share, each up to what is wanted of it, and none while the provider has
/// asked for a pause; no row for a limit that has neither bucket nor pause.
///
/// A pause of `carrier` holds what counts against `carrier/room` too. A little behind the last one a clock fills nothing; one
/// that has gone back by minutes is believed, and the bucket fills from then on. Who waits, waits for what comes within a tenth
/// of a second, and for one token at least.
public struct TakeSendTokens: Statement {
  /// What a limit allows now.
  public struct Row: Sendable {
    public let limit: String
    public let granted: Int
    /// When there may be more, where less was granted than wanted.
    public let againAt: Instant?
  }

  public static let sql = """
    with asked as materialized (select n.name, n.wanted from unnest($1::text[], $2::int[]) n(name, wanted)),
    paused as materialized (
      select a.name, max(p.until) as until from asked a
        join rekindle.rate_pauses p on p.name = a.name or starts_with(a.name, p.name || '/')
       where p.until > $3 and p.until <= $3::timestamptz + interval '2 hours' group by a.name),
    bucket as materialized (
      select r.provider, least(r.burst, r.tokens + r.per_second * greatest(0, extract(epoch from $3 - r.refilled_at))) as level
        from rekindle.rate_limits r where r.provider = any ($1) order by r.provider for no key update),
    given as (
      select b.provider, b.level, p.until, case when p.until is null then least(floor(b.level), a.wanted) else 0 end as n, a.wanted
        from bucket b join asked a on a.name = b.provider left join paused p on p.name = b.provider),
    taken as (
      update rekindle.rate_limits r
         set tokens = g.level - g.n,
             refilled_at = case when r.refilled_at > $3::timestamptz + interval '5 minutes' then $3
                             else greatest(r.refilled_at, $3) end
        from given g where r.provider = g.provider
      returning r.provider as name, g.n::int as granted,
        case when g.n < g.wanted then coalesce(g.until, $3
          + (greatest(1, least(g.wanted - g.n, r.burst, r.per_second / 10)) - (g.level - g.n)) / r.per_second * interval '1 second')
        end as again_at)
    select t.name, t.granted, t.again_at from taken t
     union all
    select p.name, 0, p.until from paused p where p.name not in (select b.provider from bucket b)
    """
  public static let columns = ["name", "granted", "again_at"]

  public var wanted: [String: Int]
  public var now: Instant

  /// `wanted` by the limit's name.
  public init(wanted: [String: Int], now: Instant) {
    self.wanted = wanted
    self.now = now
  }

  public var binds: [Bind] {
    let limits = wanted.sorted { $0.key < $1.key }
    return [.texts(limits.map(\.key)), .ints(limits.map(\.value)), .instant(now)]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(limit: try cells.text(0), granted: try cells.int(1), againAt: try cells.optionalInstant(2))
  }
}
