/// Makes the list of known time zones equal to the server's, which changes with its time zone data.
public struct RefreshTimeZones: Statement {
  public static let sql = """
    with known as materialized (select name from pg_timezone_names where name !~ '^(posix|right)/'),
    gone as (delete from rekindle.time_zones z where not exists (select from known k where k.name = z.name))
    insert into rekindle.time_zones select name from known on conflict do nothing
    """

  public init() {}

  public var binds: [Bind] { [] }
}
