public import Domain

/// Claims rendered deliveries of one campaign version for sending: lease, attempt and fencing token in one statement,
/// the last commit before the wire (DESIGN §7).
///
/// It looks again at everything that may have changed since the reservation. An opt-out holds the recipient's row, so it
/// is wholly before a claim, which then sees it, or wholly after; a recipient whose row changed while the claim waited
/// for its snapshot is left for the next announcement.
public struct ClaimDeliveries: Statement {
  /// One delivery to claim.
  public struct Entry: Sendable {
    public var id: Int
    public var userID: Int
    public var subjectID: Int
    /// Random; every outcome but an acceptance must carry it.
    public var token: Int
    public var templateHash: String
    public var addressHash: [UInt8]

    public init(id: Int, userID: Int, subjectID: Int, token: Int, templateHash: String, addressHash: [UInt8]) {
      self.id = id
      self.userID = userID
      self.subjectID = subjectID
      self.token = token
      self.templateHash = templateHash
      self.addressHash = addressHash
    }
  }

  /// One tracked link of a delivery to claim.
  public struct Link: Sendable {
    public var deliveryID: Int
    public var index: Int
    public var code: String
    public var target: String

    public init(deliveryID: Int, index: Int, code: String, target: String) {
      self.deliveryID = deliveryID
      self.index = index
      self.code = code
      self.target = target
    }
  }

  public struct Row: Sendable {
    public let id: Int
    /// `sending` where it is claimed, `skipped` with its reason, `scheduled` where it has to wait.
    public let status: DeliveryStatus
    /// The number of this attempt, from 1.
    public let attempt: Int
  }

  public static let sql = """
    with wanted as materialized (
      select n.id, n.user_id, n.subject_id, n.token, n.template_hash, n.address_hash
        from unnest($5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::text[], $10::bytea[])
             n(id, user_id, subject_id, token, template_hash, address_hash)),
    held as materialized (
      select d.id from rekindle.message_deliveries d join wanted w on w.id = d.id
       where d.status = 'scheduled' and d.not_before <= $3
       order by d.id for no key update of d skip locked),
    seen as materialized (
      select r.user_id, r.opt_outs from rekindle.recipients r where r.user_id = any ($6::bigint[])),
    locked as materialized (
      select r.user_id, r.opt_outs from rekindle.recipients r where r.user_id = any ($6::bigint[])
       order by r.user_id for no key update skip locked),
    subject as materialized (
      select s.user_id, s.subject_id, s.goal_at, s.is_relevant
        from rekindle.campaign_state($1, $2, $3, $6::bigint[], $7::bigint[]) s),
    gate as materialized (
      select d.id, w.token, w.template_hash, w.address_hash, l.opt_outs,
             case when d.expires_at <= $3 then 'expired'
               when n.reason is not null then n.reason
               when e.status = 'completed' or s.goal_at is not null then 'goal_reached'
               when e.status = 'paused' then 'enrolment_paused'
               when e.status not in ('active', 'exhausted') then 'ended'
               when not s.is_relevant then 'subject_over' end as reason,
             case when c.status = 'paused' then $3::timestamptz + interval '10 minutes'
               when $11::int is not null and d.class <> 'transactional' then rekindle.next_allowed(
                 $3, coalesce(r.time_zone, $13, (select p.time_zone from rekindle.deployment p)), $11::int, $12::int)
               else $3 end as allowed_at
        from held h
        join rekindle.message_deliveries d on d.id = h.id
        join wanted w on w.id = d.id
        join locked l on l.user_id = d.user_id
        join seen o on o.user_id = d.user_id and o.opt_outs = l.opt_outs
        join rekindle.campaign_enrollments e on e.id = d.enrollment_id
        join rekindle.campaigns c on c.id = d.campaign_id
        join subject s on s.user_id = d.user_id and s.subject_id = d.subject_id
        left join rekindle.reach r on r.user_id = d.user_id
        left join lateral (
          select rekindle.suppression_outcome(x.reason) as reason from rekindle.suppressions x
           where x.user_id = d.user_id and x.lifted_at is null and x.channel in ('all', d.channel)
             and (x.address_hash = '' or x.address_hash = w.address_hash)
             and case x.scope when 'all' then d.class <> 'transactional' or x.reason = 'bounce'
                   when 'topic' then x.topic = c.topic when 'campaign' then x.campaign_id = c.id
                   else x.subject_type = c.subject_type and x.subject_id = d.subject_id end
           limit 1) n on true),
    claimed as (
      update rekindle.message_deliveries d set
          status = case when g.reason is not null then 'skipped' when g.allowed_at > $3 then 'scheduled' else 'sending' end,
          reason = g.reason, template_hash = g.template_hash, address_hash = g.address_hash, provider = $4,
          attempt = d.attempt + (g.reason is null and g.allowed_at <= $3)::int,
          lease_token = case when g.reason is null and g.allowed_at <= $3 then g.token end,
          lease_until = case when g.reason is null and g.allowed_at <= $3 then $3::timestamptz + interval '2 minutes' end,
          not_before = greatest(d.not_before, g.allowed_at),
          attention_at = case when g.reason is null then greatest(d.attention_at, g.allowed_at, $3::timestamptz + interval '2 minutes') end
        from gate g where d.id = g.id and d.status = 'scheduled'
      returning d.id, d.status, d.attempt, d.lease_token, g.opt_outs),
    logged as (
      insert into rekindle.delivery_attempts (delivery_id, attempt, lease_token, opt_outs, claimed_at)
      select k.id, k.attempt, k.lease_token, k.opt_outs, $3 from claimed k where k.status = 'sending'),
    linked as (
      insert into rekindle.tracked_links (code, delivery_id, link_index, target, created_at)
      select t.code, t.delivery_id, t.link_index, t.target, $3
        from unnest($14::text[], $15::bigint[], $16::smallint[], $17::text[]) t(code, delivery_id, link_index, target)
        join claimed k on k.id = t.delivery_id and k.status = 'sending'
      on conflict (code) do nothing)
    select k.id, k.status, k.attempt from claimed k
    """
  public static let columns = ["id", "status", "attempt"]

  public var version: CampaignVersionID
  public var provider: String
  /// The channel's send window; nil sends at any hour.
  public var window: SendWindow?
  public var fallbackZone: String?
  public var entries: [Entry]
  public var links: [Link]
  public var now: Instant

  public init(
    version: CampaignVersionID, provider: String, window: SendWindow?, fallbackZone: String?, entries: [Entry],
    links: [Link], now: Instant
  ) {
    self.version = version
    self.provider = provider
    self.window = window
    self.fallbackZone = fallbackZone
    self.entries = entries
    self.links = links
    self.now = now
  }

  public var binds: [Bind] {
    [
      .int(version.campaign), .int(version.version), .instant(now), .text(provider), .ints(entries.map(\.id)),
      .ints(entries.map(\.userID)), .ints(entries.map(\.subjectID)), .ints(entries.map(\.token)),
      .texts(entries.map(\.templateHash)), .byteas(entries.map(\.addressHash)), .int(window?.from), .int(window?.to),
      .text(fallbackZone), .texts(links.map(\.code)), .ints(links.map(\.deliveryID)), .ints(links.map(\.index)),
      .texts(links.map(\.target)),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(id: try cells.int(0), status: try cells.deliveryStatus(1), attempt: try cells.int(2))
  }
}
