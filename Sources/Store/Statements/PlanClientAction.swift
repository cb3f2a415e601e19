public import Domain
public import JSON

/// Keeps whom a deed is for under a token, and tells what it would do; nothing is kept of more than `most` people, or of none.
public struct PlanClientAction: Statement {
  /// People of one action at most.
  public static let most = 10_000

  public struct Row: Sendable {
    /// Of too many, one more than may be.
    public let people: Int
    /// Why it changes nothing for some, and for how many of them.
    public let skips: [(reason: String, people: Int)]
    /// The ids of the first 20.
    public let sample: [Int]
  }

  public static let sql = """
    select p.people, p.reasons, p.skips, p.sample
      from rekindle.plan_client_action($1, $2, $3::jsonb, $4::jsonb, $5::bigint[], $6, $7) p
    """
  public static let columns = ["people", "reasons", "skips", "sample"]

  public var token: String
  public var deed: String
  public var details: JSON
  /// As of `FindClients`; not looked at where there are ids.
  public var criteria: JSON
  public var userIDs: [Int]?
  /// The name of the key.
  public var key: String
  public var now: Instant

  public init(
    token: String, deed: String, details: JSON, criteria: JSON, userIDs: [Int]?, key: String, now: Instant
  ) {
    self.token = token
    self.deed = deed
    self.details = details
    self.criteria = criteria
    self.userIDs = userIDs
    self.key = key
    self.now = now
  }

  public var binds: [Bind] {
    [
      .text(token), .text(deed), .json(details), .json(criteria), userIDs.map { .ints($0) } ?? .null, .text(key),
      .instant(now),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      people: try cells.int(0), skips: Array(zip(try cells.texts(1), try cells.ints(2))).map { ($0, $1) },
      sample: try cells.ints(3))
  }
}
