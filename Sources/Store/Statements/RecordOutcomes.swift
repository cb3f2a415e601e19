public import Domain

/// Records what became of a chunk of attempts (CORRECTNESS §3.2).
///
/// An acceptance is a fact and is kept even after the lease was lost; every other outcome needs the lease's token.
public struct RecordOutcomes: Statement {
  /// How one attempt ended.
  public enum Outcome: String, Sendable {
    case accepted, rejected, failed, ambiguous
    case notAttempted = "not_attempted"
  }

  public struct Entry: Sendable {
    public var id: Int
    public var token: Int
    public var outcome: Outcome
    /// A short code without personal data; nil where it was accepted.
    public var code: String?
    public var providerMessageID: String?
    /// When to try again; nil never does.
    public var retryAt: Instant?

    public init(
      id: Int, token: Int, outcome: Outcome, code: String?, providerMessageID: String?, retryAt: Instant?
    ) {
      self.id = id
      self.token = token
      self.outcome = outcome
      self.code = code
      self.providerMessageID = providerMessageID
      self.retryAt = retryAt
    }
  }

  public static let sql = """
    with ended as materialized (
      select n.id, n.token, n.outcome, n.code, n.message_id, n.retry_at
        from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])
             n(id, token, outcome, code, message_id, retry_at)),
    held as materialized (
      select d.id, d.status as old_status from rekindle.message_deliveries d join ended n on n.id = d.id
       order by d.id for no key update of d),
    logged as (
      update rekindle.delivery_attempts a set finished_at = $1, outcome = n.outcome, detail = n.code
        from ended n where a.delivery_id = n.id and a.lease_token = n.token and a.outcome is null),
    settled as (
      update rekindle.message_deliveries d set
          status = case n.outcome when 'accepted' then 'sent' when 'failed' then 'failed' when 'ambiguous' then 'unknown'
                     else case when n.retry_at is null then 'failed' else 'scheduled' end end,
          reason = n.code,
          provider_message_id = coalesce(d.provider_message_id, n.message_id),
          sent_at = case when n.outcome = 'accepted' then coalesce(d.sent_at, d.unknown_at, $1) end,
          unknown_at = case when n.outcome = 'ambiguous' then $1 else d.unknown_at end,
          not_before = coalesce(n.retry_at, d.not_before),
          attention_at = case when n.outcome = 'ambiguous' then $1 + $8::interval
                              when n.outcome in ('rejected', 'not_attempted') then n.retry_at end,
          lease_token = null, lease_until = null
        from ended n join held h on h.id = n.id
       where d.id = n.id
         and ((d.status = 'sending' and d.lease_token = n.token) or (n.outcome = 'accepted' and d.status <> 'sent'))
      returning d.id, d.status, h.old_status),
    contradicted as (
      insert into rekindle.anomalies (kind, delivery_id, detail, created_at)
      select 'accepted_after_' || k.old_status, k.id, 'the provider accepted it all the same', $1
        from settled k where k.status = 'sent' and k.old_status in ('skipped', 'failed'))
    select k.id, k.status from settled k
    """
  public static let columns = ["id", "status"]

  public var now: Instant
  public var entries: [Entry]
  /// How long an unknown outcome waits for evidence.
  public var grace: Instant.Span

  public init(now: Instant, entries: [Entry], grace: Instant.Span = .hours(72)) {
    self.now = now
    self.entries = entries
    self.grace = grace
  }

  public var binds: [Bind] {
    [
      .instant(now), .ints(entries.map(\.id)), .ints(entries.map(\.token)), .texts(entries.map(\.outcome.rawValue)),
      .optionalTexts(entries.map(\.code)), .optionalTexts(entries.map(\.providerMessageID)),
      .optionalInstants(entries.map(\.retryAt)), .span(grace),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> (id: Int, status: DeliveryStatus) {
    (try cells.int(0), try cells.deliveryStatus(1))
  }
}
