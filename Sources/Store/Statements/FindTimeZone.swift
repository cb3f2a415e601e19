/// The server's name of the time zone that is meant; no row where it knows none by this name.
public struct FindTimeZone: Statement {
  public static let sql = """
    select z.zone from rekindle.time_zones z where z.name = rekindle.zone_name($1) and z.is_known and z.zone is not null
    """
  public static let columns = ["zone"]

  let name: String

  public init(_ name: String) { self.name = name }

  public var binds: [Bind] { [.text(name)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> String { try cells.text(0) }
}
