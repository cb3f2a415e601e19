public import Domain

/// Has episodes looked at now, where their steps depend on moments or facts of the host's data; how many.
///
/// Of some learners all that run: what was told of them may have moved a step, or opened one. Of everybody, those whose moments are
/// not what the last look saw; and so of both, among what was over because nothing was left to send or the subject was gone.
/// Waits for a tick that is holding one of them: it may have read what was there before.
public struct LookAgain: Statement {
  public static let sql = "select rekindle.look_again($1::bigint[], $2) as looks"
  public static let columns = ["looks"]

  /// Whom something was told of; nil is everybody.
  public var learners: [Int]?
  public var now: Instant

  public init(learners: [Int]?, now: Instant) {
    self.learners = learners
    self.now = now
  }

  public var binds: [Bind] { [learners.map(Bind.ints) ?? .null, .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
