/// Whether the server knows a time zone by this name.
public struct FindTimeZone: Statement {
  public static let sql = "select exists (select from rekindle.time_zones z where z.name = $1) as is_known"
  public static let columns = ["is_known"]

  public var zone: String

  public init(zone: String) { self.zone = zone }

  public var binds: [Bind] { [.text(zone)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Bool { try cells.bool(0) }
}
