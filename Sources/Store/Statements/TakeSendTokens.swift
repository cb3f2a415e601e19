public import Domain

/// Takes up to `wanted` messages from a provider's token bucket, which all processes share; no row where it has none.
///
/// A little behind the last one a clock fills nothing; one that has gone back by minutes is believed, and the bucket fills
/// from then on.
public struct TakeSendTokens: Statement {
  public static let sql = """
    with bucket as materialized (
      select r.provider, least(r.burst, r.tokens + r.per_second * greatest(0, extract(epoch from $2 - r.refilled_at))) as level
        from rekindle.rate_limits r where r.provider = $1 for no key update)
    update rekindle.rate_limits r
       set tokens = b.level - least(floor(b.level), $3::int),
           refilled_at = case when r.refilled_at > $2::timestamptz + interval '5 minutes' then $2
                           else greatest(r.refilled_at, $2) end
      from bucket b where r.provider = b.provider
    returning least(floor(b.level), $3::int)::int as granted
    """
  public static let columns = ["granted"]

  public var provider: String
  public var now: Instant
  public var wanted: Int

  public init(provider: String, now: Instant, wanted: Int) {
    self.provider = provider
    self.now = now
    self.wanted = wanted
  }

  public var binds: [Bind] { [.text(provider), .instant(now), .int(wanted)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
