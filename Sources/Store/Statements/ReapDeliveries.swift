public import Domain

/// Looks after unsettled deliveries whose time has come (docs/correctness.md).
///
/// A lease that ended makes the outcome unknown, never due again; an unknown outcome without evidence is presumed sent
/// after the grace period, and sent again only where somebody waits for the message (X-89, `rekindle.sends_again`); a
/// reservation that expired is skipped; one that no sender took yet is announced again. A lease lasts two minutes: one that
/// would end much later was taken by a clock that has gone back since, and is over.
public struct ReapDeliveries: Statement {
  /// What became of one delivery.
  public struct Row: Sendable {
    public let id: Int
    public let channel: Channel
    public let status: DeliveryStatus
  }

  public static let sql = """
    with old as materialized (
      select d.id, case
          when d.status = 'sending' then 'unknown'
          when d.status = 'unknown' and rekindle.sends_again(
            d.class, d.attempt, d.expires_at, d.campaign_id, d.version, $1) then 'scheduled'
          when d.status = 'unknown' then 'presumed_sent'
          when d.expires_at <= $1 then 'skipped' else 'scheduled' end as status
        from rekindle.message_deliveries d
       where d.attention_at <= $1 and (d.status <> 'sending' or d.lease_until <= $1)
       order by d.attention_at limit $2 for no key update of d skip locked),
    ahead as materialized (   -- claimed under a clock that was ahead and has gone back since
      select d.id, 'unknown' as status from rekindle.message_deliveries d
       where d.attention_at > $1::timestamptz + interval '10 minutes' and d.status = 'sending'
         and d.lease_until > $1::timestamptz + interval '10 minutes'
       limit $2 for no key update of d skip locked)
    update rekindle.message_deliveries d set
        status = old.status,
        reason = case old.status when 'skipped' then 'expired' when 'unknown' then 'lease_ended'
                   when 'presumed_sent' then 'no_evidence' else d.reason end,
        unknown_at = case when old.status = 'unknown' then least(d.lease_until, $1::timestamptz + interval '2 minutes')
                       else d.unknown_at end,
        sent_at = case when old.status = 'presumed_sent' then coalesce(d.sent_at, d.unknown_at) else d.sent_at end,
        lease_token = null, lease_until = null,
        attention_at = case old.status when 'unknown' then rekindle.doubt_ends_at(
                           d.class, d.attempt, d.expires_at, d.campaign_id, d.version,
                           least(d.lease_until, $1::timestamptz + interval '2 minutes'), $3)
                         when 'scheduled' then $1 + interval '5 minutes' end
      from (select id, status from old union all select id, status from ahead) old where d.id = old.id
    returning d.id, d.channel, d.status
    """
  public static let columns = ["id", "channel", "status"]

  public var now: Instant
  public var limit: Int
  /// How long an unknown outcome waits for evidence.
  public var grace: Instant.Span

  public init(now: Instant, limit: Int, grace: Instant.Span = .hours(72)) {
    self.now = now
    self.limit = limit
    self.grace = grace
  }

  public var binds: [Bind] { [.instant(now), .int(limit), .span(grace)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(id: try cells.int(0), channel: try cells.channel(1), status: try cells.deliveryStatus(2))
  }
}
