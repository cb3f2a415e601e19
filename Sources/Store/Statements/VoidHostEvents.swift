public import Domain

/// Takes events of a source back; how many had been taken.
public struct VoidHostEvents: Statement {
  public static let sql = "select rekindle.void_host_events($1, $2::text[], $3) as voided"
  public static let columns = ["voided"]

  public var source: String
  public var ids: [String]
  public var now: Instant

  public init(source: String, ids: [String], now: Instant) {
    self.source = source
    self.ids = ids
    self.now = now
  }

  public var binds: [Bind] { [.text(source), .texts(ids), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
