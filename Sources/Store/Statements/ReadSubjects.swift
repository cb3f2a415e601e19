public import Domain
import JSON

/// What the host platform says about pairs of learner and subject of one campaign version.
public struct ReadSubjects: Statement {
  public struct Row: Sendable {
    public let userID: Int
    public let subjectID: Int
    public let goalReachedAt: Instant?
    /// Whether there is still something to write about.
    public let isRelevant: Bool
    public let lastActivityAt: Instant?
    /// Moments that the campaign's steps are timed by.
    public let anchors: [String: Instant]
    /// What the campaign's steps ask for.
    public let facts: [String: Bool]
  }

  public static let sql = """
    select s.user_id, s.subject_id, s.goal_at, s.is_relevant, s.last_activity_at, s.anchors, s.facts, s.fault
      from rekindle.campaign_state($1, $2, $3, $4::bigint[], $5::bigint[]) s
    """
  public static let columns = [
    "user_id", "subject_id", "goal_at", "is_relevant", "last_activity_at", "anchors", "facts", "fault",
  ]

  public var id: CampaignVersionID
  public var now: Instant
  public var userIDs: [Int]
  public var subjectIDs: [Int]

  public init(id: CampaignVersionID, now: Instant, userIDs: [Int], subjectIDs: [Int]) {
    self.id = id
    self.now = now
    self.userIDs = userIDs
    self.subjectIDs = subjectIDs
  }

  public var binds: [Bind] {
    [.int(id.campaign), .int(id.version), .instant(now), .ints(userIDs), .ints(subjectIDs)]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    if let fault = try cells.optionalText(7) {
      throw StoreError(.data, statement: "\(Self.self)", message: "the campaign's queries fail", sqlState: fault)
    }
    return Row(
      userID: try cells.int(0), subjectID: try cells.int(1), goalReachedAt: try cells.optionalInstant(2),
      isRelevant: try cells.bool(3), lastActivityAt: try cells.optionalInstant(4),
      anchors: try cells.members(5, "moments") { $0.string.flatMap(Instant.init(rfc3339:)) },
      facts: try cells.members(6, "truth values", \.bool))
  }
}

extension Cells {
  /// The members of a JSON object that are not null; none where the cell is null.
  fileprivate func members<Value>(
    _ column: Int, _ kind: String, _ value: (JSON) -> Value?
  ) throws(StoreError) -> [String: Value] {
    var members: [String: Value] = [:]
    for (name, json) in try optionalJSON(column)?.object ?? [:] where json != .null {
      guard let value = value(json) else { throw refused(column, "not made of \(kind)") }
      members[name] = value
    }
    return members
  }
}
