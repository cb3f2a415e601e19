/// The deployment's time zone where the server does not know it: after a restore on one with other time zone data.
public struct FindLostZone: Statement {
  public static let sql = """
    select d.time_zone from rekindle.deployment d
     where not exists (select from pg_timezone_names z where z.name = d.time_zone)
    """
  public static let columns = ["time_zone"]

  public init() {}

  public var binds: [Bind] { [] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> String { try cells.text(0) }
}
