public import Domain

/// Skips reserved deliveries that cannot be written, each with its reason (promise 3, promise 4).
///
/// What no learner's data could mend is an anomaly too, once for each cause.
public struct SkipDeliveries: Statement {
  public static let sql = """
    with held as materialized (
      select d.id, n.reason, n.detail from rekindle.message_deliveries d
        join unnest($1::bigint[], $2::text[], $3::text[]) n(id, reason, detail) on n.id = d.id
       where d.status = 'scheduled' order by d.id for no key update of d skip locked),
    noted as (
      insert into rekindle.anomalies (kind, delivery_id, detail, created_at)
      select distinct on (h.reason, h.detail) h.reason, h.id, coalesce(h.detail, ''), $4::timestamptz from held h
       where h.reason = any ($5::text[]) and not exists (
         select from rekindle.anomalies o
          where o.resolved_at is null and o.kind = h.reason and o.detail = coalesce(h.detail, ''))
       order by h.reason, h.detail, h.id)
    update rekindle.message_deliveries d set status = 'skipped', reason = h.reason, reason_detail = h.detail, attention_at = null
      from held h where d.id = h.id and d.status = 'scheduled'
    """

  /// The detail says what the reason is about: a name or a count, never a learner's value.
  public var skips: [(id: Int, reason: Reason, detail: String?)]

  public var now: Instant

  public init(skips: [(id: Int, reason: Reason, detail: String?)], now: Instant) {
    self.skips = skips
    self.now = now
  }

  public var binds: [Bind] {
    [
      .ints(skips.map(\.id)), .texts(skips.map(\.reason.rawValue)), .optionalTexts(skips.map(\.detail)), .instant(now),
      .texts([Reason.brokenTemplate, .queryFailed, .refusedHeader, .refusedRow].map(\.rawValue)),
    ]
  }
}
