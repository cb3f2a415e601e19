import Domain
import Store

/// Notes how far the database's clock is before the wall clock.
struct KeepClock: Statement {
  static let sql = """
    insert into local_runner.clock (ahead) values ($1::interval)
    on conflict (is_only) do update set ahead = excluded.ahead
    """
  var ahead: Instant.Span
  var binds: [Bind] { [.span(ahead)] }
}
