public import Domain

/// The deliveries among the announced ones that are still to be sent.
public struct ReadDueDeliveries: Statement {
  public struct Row: Sendable {
    public let id: Int
    public let userID: Int
    public let subjectID: Int
    public let enrolmentID: Int
    public let stage: Int
    /// Index into the campaign's steps.
    public let step: Int
    public let version: CampaignVersionID
    /// The message's name.
    public let template: String
    /// Attempts made so far.
    public let attempts: Int
    public let expiresAt: Instant
    /// Whether somebody asked for it: then it is sent also where there is nothing else to write about.
    public let isAnswer: Bool
    /// Whether other deliveries stand in its text.
    public let carries: Bool
    /// The delivery in whose text it stands; nil where it has a text of its own.
    public let carrier: Int?
  }

  public static let sql = """
    select d.id, d.user_id, d.subject_id, d.campaign_id, d.version, d.template, d.attempt, d.expires_at,
           d.enrollment_id, d.stage, d.answers is not null as is_answer, d.step, d.carries, d.carried_by
      from rekindle.message_deliveries d
     where d.id = any ($1::bigint[]) and d.channel = $2 and d.status = 'scheduled' and d.not_before <= $3
       and d.carried_by is null
     order by d.campaign_id, d.version, d.id
    """
  public static let columns = [
    "id", "user_id", "subject_id", "campaign_id", "version", "template", "attempt", "expires_at",
    "enrollment_id", "stage", "is_answer", "step", "carries", "carried_by",
  ]

  public var ids: [Int]
  public var channel: Channel
  public var now: Instant

  public init(ids: [Int], channel: Channel, now: Instant) {
    self.ids = ids
    self.channel = channel
    self.now = now
  }

  public var binds: [Bind] { [.ints(ids), .text(channel.rawValue), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      id: try cells.int(0), userID: try cells.int(1), subjectID: try cells.int(2),
      enrolmentID: try cells.int(8), stage: try cells.int(9), step: try cells.int(11),
      version: CampaignVersionID(campaign: try cells.int(3), version: try cells.int(4)), template: try cells.text(5),
      attempts: try cells.int(6), expiresAt: try cells.instant(7),
      isAnswer: try cells.bool(10), carries: try cells.bool(12), carrier: try cells.optionalInt(13))
  }
}
