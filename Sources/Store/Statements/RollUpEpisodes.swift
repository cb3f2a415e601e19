public import Domain

/// Counts the episodes that are over, and what campaigns reach by episodes; returns how many are over.
public struct RollUpEpisodes: Statement {
  public static let sql = "select rekindle.roll_up_episodes($1) as episodes"
  public static let columns = ["episodes"]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
