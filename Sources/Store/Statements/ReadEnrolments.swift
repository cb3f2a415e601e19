public import Domain
public import JSON

/// What the planner must know about locked enrolments and their recipients (third of three; docs/correctness.md).
public struct ReadEnrolments: Statement {
  /// One enrolment with its recipient.
  public struct Row: Sendable {
    public let id: Int
    public let userID: Int
    public let subjectID: Int
    public let version: CampaignVersionID
    public let isHoldout: Bool
    public let anchorAt: Instant
    public let lastActivityAt: Instant?
    public let steps: JSON
    /// How much later than planned the whole plan lies.
    public let shift: Instant.Span
    /// Channels on which the recipient can be reached; none where they are inactive.
    public let channels: [Channel]
    /// The recipient's own zone; nil where it is missing or unknown.
    public let zone: String?
    /// Every suppression that covers this enrolment; without a channel it covers all.
    public let suppressions: [(channel: Channel?, cause: SuppressionCause)]
    /// The message that was asked for, where the enrolment is a request; nil where it follows the campaign's plan.
    public let requested: String?
    public let wishes: Wishes
    /// The local hours of the day in which the recipient learns, the best first.
    public let learningHours: [Int]
    /// The variant by the experiment, as they were drawn when the learner entered.
    public let variants: [String: String]
  }

  public static let sql = """
    select e.id, e.user_id, e.subject_id, e.campaign_id, e.version, e.is_holdout, e.anchor_at, e.last_activity_at,
           e.steps, e.shift, e.channels, e.time_zone, e.suppressed, e.causes, e.requested,
           e.snoozed_until, e.is_weekly, e.from_minute, e.to_minute, e.learning_hours, e.variants
      from rekindle.read_enrollments($1::bigint[]) e
    """
  public static let columns = [
    "id", "user_id", "subject_id", "campaign_id", "version", "is_holdout", "anchor_at", "last_activity_at", "steps",
    "shift", "channels", "time_zone", "suppressed", "causes", "requested",
    "snoozed_until", "is_weekly", "from_minute", "to_minute", "learning_hours", "variants",
  ]

  public var ids: [Int]

  public init(ids: [Int]) { self.ids = ids }

  public var binds: [Bind] { [.ints(ids)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    let suppressed = zip(try cells.texts(12), try cells.texts(13))
    return Row(
      id: try cells.int(0), userID: try cells.int(1), subjectID: try cells.int(2),
      version: CampaignVersionID(campaign: try cells.int(3), version: try cells.int(4)), isHoldout: try cells.bool(5),
      anchorAt: try cells.instant(6), lastActivityAt: try cells.optionalInstant(7), steps: try cells.json(8),
      shift: try cells.span(9), channels: try cells.channels(10), zone: try cells.optionalText(11),
      suppressions: try suppressed.map { (channel, cause) throws(StoreError) in
        guard let cause = SuppressionCause(rawValue: cause) else { throw cells.mismatch(13, "causes of suppressions") }
        return (try channel == "all" ? nil : cells.channel(named: channel, 12), cause)
      }, requested: try cells.optionalText(14), wishes: try wishes(cells), learningHours: try cells.ints(19),
      variants: (try cells.optionalJSON(20)?.object ?? [:]).compactMapValues(\.string))
  }

  private static func wishes(_ cells: borrowing Cells) throws(StoreError) -> Wishes {
    var hours: SendWindow?
    if let from = try cells.optionalInt(17), let to = try cells.optionalInt(18) {
      hours = SendWindow(from: from, to: to)
    }
    return Wishes(snoozedUntil: try cells.optionalInstant(15), isWeekly: try cells.bool(16), hours: hours)
  }
}
