public import Domain

/// Writes the ledger rows that a page of plans decided: messages to send, and slots passed over with their reasons.
///
/// A row that is there already is left alone, so that the same plan written twice reserves once (promise 1).
public struct ReserveDeliveries: Statement {
  /// One row to write; with a reason it is a skip.
  public struct Entry: Sendable {
    public var enrolmentID: Int
    public var step: Int
    public var occurrence: Int
    public var covers: Int
    public var stage: Int
    public var channel: Channel
    public var template: String
    /// Which variants of the step the learner has; empty where there are none.
    public var variant: String
    public var reason: Reason?
    public var slot: Instant
    public var notBefore: Instant
    public var expiresAt: Instant
    /// The most that it may cost; nil where nothing has a price.
    public var cost: MessageCost?

    public init(
      enrolmentID: Int, step: Int, occurrence: Int, covers: Int, stage: Int, channel: Channel, template: String,
      variant: String = "", reason: Reason?, slot: Instant, notBefore: Instant, expiresAt: Instant,
      cost: MessageCost? = nil
    ) {
      self.enrolmentID = enrolmentID
      self.step = step
      self.occurrence = occurrence
      self.covers = covers
      self.stage = stage
      self.channel = channel
      self.template = template
      self.variant = variant
      self.reason = reason
      self.slot = slot
      self.notBefore = notBefore
      self.expiresAt = expiresAt
      self.cost = cost
    }
  }

  public static let sql = """
    with reserved as (
      insert into rekindle.message_deliveries
        (user_id, enrollment_id, subject_id, campaign_id, version, class, step, occurrence, covers, stage, channel, template,
         status, reason, slot_at, scheduled_at, not_before, expires_at, attention_at, unit_price, units, cost, variant)
      select e.user_id, e.id, e.subject_id, e.campaign_id, e.version, c.class, n.step, n.occurrence, n.covers, n.stage,
             n.channel, n.template, case when n.reason is null then 'scheduled' else 'skipped' end, n.reason, n.slot_at, $1,
             n.not_before, n.expires_at, case when n.reason is null then greatest(n.not_before, $1) + interval '3 minutes' end,
             n.price / 1000000.0, n.units, n.price / 1000000.0 * n.units, n.variant
        from unnest($2::bigint[], $3::smallint[], $4::smallint[], $5::smallint[], $6::smallint[], $7::text[], $8::text[],
                    $9::text[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::bigint[], $14::smallint[],
                    $15::text[])
             n(enrollment_id, step, occurrence, covers, stage, channel, template, reason, slot_at, not_before, expires_at,
               price, units, variant)
        join rekindle.campaign_enrollments e on e.id = n.enrollment_id
        join rekindle.campaigns c on c.id = e.campaign_id
      on conflict on constraint message_deliveries_key do nothing
      returning id, campaign_id, channel, status, cost),
    counted as (
      insert into rekindle.spending_changes (week, campaign_id, amount)
      select rekindle.budget_week($1), r.campaign_id, sum(r.cost) from reserved r where r.cost > 0 group by r.campaign_id)
    select r.id, r.channel, r.status = 'scheduled' as is_scheduled from reserved r
    """
  public static let columns = ["id", "channel", "is_scheduled"]

  public var now: Instant
  public var entries: [Entry]

  public init(now: Instant, entries: [Entry]) {
    self.now = now
    self.entries = entries
  }

  public var binds: [Bind] {
    [
      .instant(now), .ints(entries.map(\.enrolmentID)), .ints(entries.map(\.step)), .ints(entries.map(\.occurrence)),
      .ints(entries.map(\.covers)), .ints(entries.map(\.stage)), .texts(entries.map(\.channel.rawValue)),
      .texts(entries.map(\.template)), .optionalTexts(entries.map { $0.reason?.rawValue }),
      .instants(entries.map(\.slot)), .instants(entries.map(\.notBefore)), .instants(entries.map(\.expiresAt)),
      .optionalInts(entries.map(\.cost?.unitPrice.millionths)), .optionalInts(entries.map(\.cost?.units)),
      .texts(entries.map(\.variant)),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> (id: Int, channel: Channel, isScheduled: Bool)
  {
    (try cells.int(0), try cells.channel(1), try cells.bool(2))
  }
}
