public import Domain
import JSON

/// One learner's latest episodes in one campaign, newest first.
public struct LearnerEpisodes: Statement {
  public struct Row: Sendable {
    public let id: Int
    public let subjectID: Int
    /// As `course` or `session`.
    public let subjectType: String
    /// nil where nobody has a name for it.
    public let subjectName: String?
    public let episode: Int
    public let status: EnrolmentStatus
    /// A reason's code; nil while the episode goes on.
    public let endReason: String?
    public let isHoldout: Bool
    public let enrolledAt: Instant
    public let endedAt: Instant?
    public let nextDueAt: Instant?
    /// The variant by the experiment.
    public let variants: [String: String]
  }

  public static let sql = """
    select e.id, e.subject_id, e.episode, e.status, e.end_reason, e.is_holdout, e.enrolled_at, e.ended_at, e.next_due_at,
           c.subject_type, rekindle.subject_title(e.id, $4) as subject_name, e.variants
      from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id
     where e.user_id = $1 and e.campaign_id = $2 and ($3::bigint is null or e.subject_id = $3)
     order by e.enrolled_at desc, e.id desc limit 20
    """
  public static let columns = [
    "id", "subject_id", "episode", "status", "end_reason", "is_holdout", "enrolled_at", "ended_at", "next_due_at",
    "subject_type", "subject_name", "variants",
  ]

  public var userID: Int
  public var campaignID: Int
  /// Only about this course or other subject; nil for all.
  public var subjectID: Int?

  public var now: Instant

  public init(userID: Int, campaignID: Int, subjectID: Int? = nil, now: Instant) {
    self.now = now
    self.userID = userID
    self.campaignID = campaignID
    self.subjectID = subjectID
  }

  public var binds: [Bind] { [.int(userID), .int(campaignID), .int(subjectID), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    let status = try cells.text(3)
    guard let known = EnrolmentStatus(rawValue: status) else { throw cells.mismatch(3, "a status of an enrolment") }
    return Row(
      id: try cells.int(0), subjectID: try cells.int(1), subjectType: try cells.text(9),
      subjectName: try cells.optionalText(10), episode: try cells.int(2), status: known,
      endReason: try cells.optionalText(4), isHoldout: try cells.bool(5), enrolledAt: try cells.instant(6),
      endedAt: try cells.optionalInstant(7), nextDueAt: try cells.optionalInstant(8),
      variants: (try cells.optionalJSON(11)?.object ?? [:]).compactMapValues(\.string))
  }
}
