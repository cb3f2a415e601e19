public import Domain

/// Keeps for every process until when a provider wants nothing that counts against a limit.
public struct NotePauses: Statement {
  public static let sql = """
    insert into rekindle.rate_pauses as p (name, until)
    select n.name, max(n.until) from unnest($1::text[], $2::timestamptz[]) n(name, until) group by n.name order by n.name
    on conflict (name) do update set until = greatest(p.until, excluded.until)
    """

  public var pauses: [(limit: String, until: Instant)]

  public init(_ pauses: [(limit: String, until: Instant)]) { self.pauses = pauses }

  public var binds: [Bind] { [.texts(pauses.map(\.limit)), .optionalInstants(pauses.map(\.until))] }
}
