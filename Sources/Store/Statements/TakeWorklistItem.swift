public import Domain

/// Gives an item of the worklist to the holder of a key; what stands against it, nil where it is theirs.
public struct TakeWorklistItem: Statement {
  public static let sql = "select rekindle.take_worklist_item($1::bigint, $2, $3) as obstacle"
  public static let columns = ["obstacle"]

  public var item: Int
  public var holder: String
  public var now: Instant

  public init(item: Int, holder: String, now: Instant) {
    self.item = item
    self.holder = holder
    self.now = now
  }

  public var binds: [Bind] { [.int(item), .text(holder), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> String? { try cells.optionalText(0) }
}
