public import Domain

/// Takes up to `wanted` messages from a provider's token bucket, which all processes share; no row where it has none.
public struct TakeSendTokens: Statement {
  public static let sql = """
    with bucket as materialized (
      select r.provider, least(r.burst, r.tokens + r.per_second * greatest(0, extract(epoch from $2 - r.refilled_at))) as level
        from rekindle.rate_limits r where r.provider = $1 for no key update)
    update rekindle.rate_limits r
       set tokens = b.level - least(floor(b.level), $3::int), refilled_at = greatest(r.refilled_at, $2)
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
