public import Domain

/// Has items leave the worklist that are wanted no more, and messages go on that waited long enough; returns how many items left.
public struct TendWorklist: Statement {
  public static let sql = "select rekindle.tend_worklist($1, $2::int) as departed"
  public static let columns = ["departed"]

  public var now: Instant
  /// Items that are looked at, at most.
  public var limit: Int

  public init(now: Instant, limit: Int) {
    self.now = now
    self.limit = limit
  }

  public var binds: [Bind] { [.instant(now), .int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
