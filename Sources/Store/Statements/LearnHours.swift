public import Domain

/// Learns from the visits of eight weeks at which hours of their day recipients learn; returns of how many that is known.
public struct LearnHours: Statement {
  public static let sql = "select rekindle.learn_hours($1)::bigint as known"
  public static let columns = ["known"]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
