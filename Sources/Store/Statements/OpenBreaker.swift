public import Domain

/// Leaves a provider alone for a while because it refuses our credentials, and raises an anomaly the first time.
public struct OpenBreaker: Statement {
  public static let sql = """
    with opened as (
      insert into rekindle.provider_breakers as b (provider, open_until, reason)
      values ($1, $2::timestamptz + interval '15 minutes', $3)
      on conflict (provider) do update set open_until = excluded.open_until, reason = excluded.reason
       where b.open_until <= $2 or b.open_until > $2::timestamptz + interval '20 minutes'
      returning b.provider)
    insert into rekindle.anomalies (kind, detail, created_at)
    select 'provider_refuses', o.provider || ' ' || $3, $2 from opened o
    """

  public var provider: String
  public var now: Instant
  /// The outcome's code.
  public var code: String

  public init(provider: String, now: Instant, code: String) {
    self.provider = provider
    self.now = now
    self.code = code
  }

  public var binds: [Bind] { [.text(provider), .instant(now), .text(code)] }
}
