public import Domain

/// Lets go of an item of the worklist that was taken; what stands against it, nil where it is on the list again.
public struct GiveBackWorklistItem: Statement {
  public static let sql = "select rekindle.give_back_worklist_item($1::bigint, $2, $3, $4) as obstacle"
  public static let columns = ["obstacle"]

  public var item: Int
  public var holder: String
  /// Whether it may be what somebody else has taken.
  public var isAnybodys: Bool
  public var now: Instant

  public init(item: Int, holder: String, isAnybodys: Bool, now: Instant) {
    self.item = item
    self.holder = holder
    self.isAnybodys = isAnybodys
    self.now = now
  }

  public var binds: [Bind] { [.int(item), .text(holder), .bool(isAnybodys), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> String? { try cells.optionalText(0) }
}
