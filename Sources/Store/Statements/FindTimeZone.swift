/// Whether the server knows a time zone by this name.
public struct FindTimeZone: Statement {
  public static let sql = "select name from rekindle.time_zones where name = $1"
  public static let columns = ["name"]

  let name: String

  public init(_ name: String) { self.name = name }

  public var binds: [Bind] { [.text(name)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> String { try cells.text(0) }
}
