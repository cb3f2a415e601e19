public import Domain

/// The ledger of the given episodes: what was sent, what was not and why, newest first.
public struct EpisodeMessages: Statement {
  public struct Row: Sendable {
    public let enrolmentID: Int
    public let deliveryID: Int
    /// The step's id in the campaign.
    public let step: String
    public let occurrence: Int
    /// How many slots in a row a skip stands for.
    public let covers: Int
    public let channel: Channel
    public let stage: Int
    public let template: String
    /// Which variants of the step it is; empty where there are none.
    public let variant: String
    /// The status shown to people.
    public let status: String
    /// Why it was skipped or failed: a reason's code, or the provider's.
    public let reason: String?
    /// What the reason is about, such as the variable that was missing.
    public let reasonDetail: String?
    public let slotAt: Instant
    public let sentAt: Instant?
    /// The campaign in whose message it stands; nil where it has a text of its own.
    public let carrier: String?
    /// How many others stand in its text.
    public let carried: Int
  }

  public static let sql = """
    select d.enrollment_id, d.id, rekindle.step_id(v.definition, d.step::int) as step, d.occurrence,
           d.covers, d.channel, d.stage, d.template, rekindle.shown_status(d) as status, d.reason, d.reason_detail, d.slot_at,
           d.sent_at, (select k.slug from rekindle.message_deliveries l join rekindle.campaigns k on k.id = l.campaign_id
                        where l.id = d.carried_by) as carrier,
           case when d.carries then (
             select count(*) from rekindle.message_deliveries i where i.carried_by = d.id and i.status <> 'skipped') else 0 end as carried,
           d.variant
      from rekindle.message_deliveries d
      join rekindle.campaign_versions v on v.campaign_id = d.campaign_id and v.version = d.version
     where d.enrollment_id = any ($1::bigint[]) order by d.enrollment_id, d.slot_at desc, d.id desc limit 1000
    """
  public static let columns = [
    "enrollment_id", "id", "step", "occurrence", "covers", "channel", "stage", "template", "status", "reason",
    "reason_detail", "slot_at", "sent_at", "carrier", "carried", "variant",
  ]

  public var enrolmentIDs: [Int]

  public init(enrolmentIDs: [Int]) { self.enrolmentIDs = enrolmentIDs }

  public var binds: [Bind] { [.ints(enrolmentIDs)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      enrolmentID: try cells.int(0), deliveryID: try cells.int(1), step: try cells.text(2),
      occurrence: try cells.int(3), covers: try cells.int(4), channel: try cells.channel(5), stage: try cells.int(6),
      template: try cells.text(7), variant: try cells.text(15), status: try cells.text(8),
      reason: try cells.optionalText(9), reasonDetail: try cells.optionalText(10), slotAt: try cells.instant(11),
      sentAt: try cells.optionalInstant(12),
      carrier: try cells.optionalText(13), carried: try cells.int(14))
  }
}
