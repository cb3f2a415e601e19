public import Domain

/// Finds out which addresses several people have: of those who were enrolled since the last time, every six hours of all.
public struct CompareAddresses: Statement {
  public static let sql = "select rekindle.compare_addresses($1) as is_compared"
  public static let columns = ["is_compared"]
  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  /// Whether it had to look.
  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Bool { try cells.bool(0) }
}
