public import Domain

/// Has the next item lead where the leader of a letter has not left and will not; returns how many rows that
/// changes.
public struct LeadLetters: Statement {
  public static let sql = "select rekindle.lead_letters($1) as led"
  public static let columns = ["led"]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
