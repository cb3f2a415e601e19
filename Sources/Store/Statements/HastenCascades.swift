public import Domain

/// Brings forward the next channel of cascades whose last message has fallen; how many enrolments are looked at sooner.
public struct HastenCascades: Statement {
  public static let sql = "select rekindle.hasten_cascades($1) as hastened"
  public static let columns = ["hastened"]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
