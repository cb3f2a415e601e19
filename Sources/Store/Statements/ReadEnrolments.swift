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
    public let hasEmail: Bool
    public let hasPhone: Bool
    /// The recipient's own zone; nil where it is missing or unknown.
    public let zone: String?
    /// `channel/reason` of every standing no that covers this enrolment.
    public let suppressions: [String]
  }

  public static let sql = """
    select e.id, e.user_id, e.subject_id, e.campaign_id, e.version, e.is_holdout, e.anchor_at, e.last_activity_at,
           e.steps, coalesce(r.is_active and r.has_email, false) as has_email,
           coalesce(r.is_active and r.has_phone, false) as has_phone, r.time_zone,
           array(
             select s.channel || '/' || s.reason from rekindle.suppressions s
              where s.user_id = e.user_id and s.lifted_at is null
                and (s.address_hash = '' or s.address_hash = case s.channel when 'email' then r.email_hash else r.phone_hash end)
                and case s.scope when 'all' then c.class <> 'transactional' when 'topic' then s.topic = c.topic
                      when 'campaign' then s.campaign_id = c.id
                      else s.subject_type = c.subject_type and s.subject_id = e.subject_id end) as suppressions
      from rekindle.campaign_enrollments e
      join rekindle.campaigns c on c.id = e.campaign_id
      left join rekindle.reach r on r.user_id = e.user_id
     where e.id = any ($1::bigint[]) and e.status = 'active'
     order by e.user_id, e.id
    """
  public static let columns = [
    "id", "user_id", "subject_id", "campaign_id", "version", "is_holdout", "anchor_at", "last_activity_at", "steps",
    "has_email", "has_phone", "time_zone", "suppressions",
  ]

  public var ids: [Int]

  public init(ids: [Int]) { self.ids = ids }

  public var binds: [Bind] { [.ints(ids)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      id: try cells.int(0), userID: try cells.int(1), subjectID: try cells.int(2),
      version: CampaignVersionID(campaign: try cells.int(3), version: try cells.int(4)), isHoldout: try cells.bool(5),
      anchorAt: try cells.instant(6), lastActivityAt: try cells.optionalInstant(7), steps: try cells.json(8),
      hasEmail: try cells.bool(9), hasPhone: try cells.bool(10), zone: try cells.optionalText(11),
      suppressions: try cells.texts(12))
  }
}
