public import Domain
public import JSON

/// Asks for one message to several learners, under a name; it waits for its time in episodes of its own.
public struct RequestMessages: Statement {
  /// What that came to.
  public enum Outcome: String, Sendable {
    case made, replaced
    /// The same was asked for already.
    case known
    /// Something else has the name, which may not be replaced.
    case conflict
    /// Learners whom nobody knows; nothing is asked for.
    case unknown
  }

  public struct Row: Sendable {
    public let outcome: Outcome
    public let runAt: Instant?
    /// To whom it goes; of an unknown outcome, those who are unknown.
    public let people: [Int]
  }

  public static let sql = """
    select r.outcome, r.run_at, r.people
      from rekindle.request_messages($1, $2, $3, $4, $5, $6::jsonb, $7, $8::bigint[], $9, $10, $11) r
    """
  public static let columns = ["outcome", "run_at", "people"]

  public var job: String
  public var version: CampaignVersionID
  /// The message's name.
  public var message: String
  /// A subject of the campaign's; nil where all values are given.
  public var subjectID: Int?
  public var context: JSON
  /// nil for at once.
  public var runAt: Instant?
  public var userIDs: [Int]
  /// Whether it takes the place of another request of the name.
  public var replaces: Bool
  /// The name of the key.
  public var key: String
  public var now: Instant

  public init(
    job: String, version: CampaignVersionID, message: String, subjectID: Int?, context: JSON, runAt: Instant?,
    userIDs: [Int], replaces: Bool, key: String, now: Instant
  ) {
    self.job = job
    self.version = version
    self.message = message
    self.subjectID = subjectID
    self.context = context
    self.runAt = runAt
    self.userIDs = userIDs
    self.replaces = replaces
    self.key = key
    self.now = now
  }

  public var binds: [Bind] {
    [
      .text(job), .int(version.campaign), .int(version.version), .text(message), .int(subjectID), .json(context),
      .instant(runAt), .ints(userIDs), .bool(replaces), .text(key), .instant(now),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    guard let outcome = Outcome(rawValue: try cells.text(0)) else { throw cells.mismatch(0, "an outcome") }
    return Row(outcome: outcome, runAt: try cells.optionalInstant(1), people: try cells.ints(2))
  }
}
