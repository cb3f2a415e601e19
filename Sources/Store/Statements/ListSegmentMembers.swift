public import Domain

/// Whom a campaign's segment named at its last run, as long as that holds: page by page in the order of their ids.
public struct ListSegmentMembers: Statement {
  public struct Row: Sendable {
    public let userID: Int
    public let subjectID: Int
    public let version: Int
    /// nil where the campaign is not about silence.
    public let lastActivityAt: Instant?
    public let calculatedAt: Instant
    public let expiresAt: Instant
  }

  public static let sql = """
    select m.user_id, m.subject_id, m.version, m.last_activity_at, m.calculated_at, m.expires_at
      from rekindle.segment_memberships m
     where m.campaign_id = $1::int and m.block >= $2::bigint >> 10
       and (m.user_id, m.subject_id) > ($2, $3::bigint) and m.expires_at > $5
     order by m.block, m.user_id, m.subject_id limit $4::int
    """
  public static let columns = [
    "user_id", "subject_id", "version", "last_activity_at", "calculated_at", "expires_at",
  ]

  public var campaign: Int
  /// Only those after this learner and subject.
  public var after: (userID: Int, subjectID: Int)
  public var limit: Int
  public var now: Instant

  public init(campaign: Int, after: (userID: Int, subjectID: Int), limit: Int, now: Instant) {
    self.campaign = campaign
    self.after = after
    self.limit = limit
    self.now = now
  }

  public var binds: [Bind] {
    [.int(campaign), .int(after.userID), .int(after.subjectID), .int(limit), .instant(now)]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      userID: try cells.int(0), subjectID: try cells.int(1), version: try cells.int(2),
      lastActivityAt: try cells.optionalInstant(3), calculatedAt: try cells.instant(4),
      expiresAt: try cells.instant(5))
  }
}
