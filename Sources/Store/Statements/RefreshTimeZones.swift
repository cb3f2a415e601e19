/// Makes the list of known time zones equal to the server's, which changes with its time zone data.
public struct RefreshTimeZones: Statement {
  public static let sql = "select from rekindle.refresh_time_zones()"

  public init() {}

  public var binds: [Bind] { [] }
}
