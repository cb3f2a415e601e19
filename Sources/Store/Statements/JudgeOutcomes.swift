public import Domain

/// Judges assignments whose window has closed: how many there were, at most `limit`.
public struct JudgeOutcomes: Statement {
  public static let sql = "select rekindle.judge_outcomes($1, $2) as judged"
  public static let columns = ["judged"]

  public var now: Instant
  public var limit: Int

  public init(now: Instant, limit: Int = 5000) {
    self.now = now
    self.limit = limit
  }

  public var binds: [Bind] { [.instant(now), .int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
