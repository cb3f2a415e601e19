public import Domain

/// Reserves corrections of invitations that are no longer true: of some learners, of what was told since a moment, or of all.
public struct CorrectInvitations: Statement {
  public static let sql = "select rekindle.correct_invitations($1::bigint[], $2, $3) as reserved"
  public static let columns = ["reserved"]

  /// Whose; nil corrects everybody's.
  public var learners: [Int]?
  /// Only what was told from here on; nil corrects what was told at any time.
  public var toldSince: Instant?
  public var now: Instant

  public init(learners: [Int]? = nil, toldSince: Instant? = nil, now: Instant) {
    self.learners = learners
    self.toldSince = toldSince
    self.now = now
  }

  public var binds: [Bind] { [learners.map(Bind.ints) ?? .null, .instant(toldSince), .instant(now)] }

  /// How many were reserved.
  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
