public import Domain

/// A learner's messages of all campaigns, the newest first: page by page, with what was reported about them.
public struct ListLearnerMessages: Statement {
  public struct Row: Sendable {
    public let id: Int
    public let campaign: String
    public let version: Int
    public let subjectID: Int
    /// The step's id in the campaign.
    public let step: String
    public let occurrence: Int
    public let channel: Channel
    public let template: String
    /// The status shown to people.
    public let status: String
    /// Why it was skipped or failed.
    public let reason: String?
    public let reasonDetail: String?
    public let provider: String?
    public let slotAt: Instant
    public let sentAt: Instant?
    public let deliveredAt: Instant?
    public let openedAt: Instant?
    public let clickedAt: Instant?
  }

  public static let sql = """
    select d.id, c.slug, d.version, d.subject_id, rekindle.step_id(v.definition, d.step::int) as step, d.occurrence, d.channel,
           d.template, rekindle.shown_status(d) as status, d.reason, d.reason_detail, d.provider, d.slot_at, d.sent_at,
           d.delivered_at, d.opened_at, d.clicked_at
      from rekindle.message_deliveries d
      join rekindle.campaigns c on c.id = d.campaign_id
      join rekindle.campaign_versions v on v.campaign_id = d.campaign_id and v.version = d.version
     where d.user_id = $1 and d.id < $2::bigint order by d.id desc limit $3::int
    """
  public static let columns = [
    "id", "slug", "version", "subject_id", "step", "occurrence", "channel", "template", "status", "reason",
    "reason_detail", "provider", "slot_at", "sent_at", "delivered_at", "opened_at", "clicked_at",
  ]

  public var userID: Int
  /// Only those with a smaller id.
  public var before: Int
  public var limit: Int

  public init(userID: Int, before: Int, limit: Int) {
    self.userID = userID
    self.before = before
    self.limit = limit
  }

  public var binds: [Bind] { [.int(userID), .int(before), .int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      id: try cells.int(0), campaign: try cells.text(1), version: try cells.int(2), subjectID: try cells.int(3),
      step: try cells.text(4), occurrence: try cells.int(5), channel: try cells.channel(6),
      template: try cells.text(7), status: try cells.text(8), reason: try cells.optionalText(9),
      reasonDetail: try cells.optionalText(10), provider: try cells.optionalText(11), slotAt: try cells.instant(12),
      sentAt: try cells.optionalInstant(13), deliveredAt: try cells.optionalInstant(14),
      openedAt: try cells.optionalInstant(15), clickedAt: try cells.optionalInstant(16))
  }
}
