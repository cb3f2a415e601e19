public import Domain

/// Reserves corrections of invitations that are no longer true: of some learners, of what was told since a moment, or of all; a page
/// of invitations at a time.
public struct CorrectInvitations: Statement {
  /// The last invitation that was looked at.
  public struct Place: Sendable, Equatable {
    public let learner: Int
    public let uid: String

    public init(learner: Int, uid: String) {
      self.learner = learner
      self.uid = uid
    }
  }

  public struct Row: Sendable {
    /// Corrections that were reserved.
    public let reserved: Int
    /// Behind what the next page goes on; nil at the end.
    public let rest: Place?
  }

  /// Invitations of a page.
  private static let limit = 1000

  public static let sql = """
    select reserved, last_learner, last_uid from rekindle.correct_invitations($1::bigint[], $2, $3, $4, $5::int, $6)
    """
  public static let columns = ["reserved", "last_learner", "last_uid"]

  /// Whose; nil corrects everybody's.
  public var learners: [Int]?
  /// Only what was told from here on; nil corrects what was told at any time.
  public var toldSince: Instant?
  /// Where the page before ended; nil for the first.
  public var after: Place?
  public var now: Instant

  public init(learners: [Int]? = nil, toldSince: Instant? = nil, after: Place? = nil, now: Instant) {
    self.learners = learners
    self.toldSince = toldSince
    self.after = after
    self.now = now
  }

  public var binds: [Bind] {
    [
      learners.map(Bind.ints) ?? .null, .instant(toldSince), .int(after?.learner), .text(after?.uid),
      .int(Self.limit), .instant(now),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    let (learner, uid) = (try cells.optionalInt(1), try cells.optionalText(2))
    return Row(
      reserved: try cells.int(0), rest: learner.flatMap { learner in uid.map { Place(learner: learner, uid: $0) } })
  }
}
