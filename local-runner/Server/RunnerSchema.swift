import Domain
import FunctionContract
import Store

/// The runner's own tables in the database that it serves, of which no handler knows: the mailbox and the clock.
enum RunnerSchema {
  private static let script = """
    begin;
    select pg_advisory_xact_lock(hashtext('local_runner'));
    create schema if not exists local_runner;
    create table if not exists local_runner.mailbox (
      number bigint generated always as identity primary key,
      provider text not null, channel text not null, delivery_id bigint, accepted_at timestamptz not null,
      gateway text not null, recipient text not null, subject text not null, words text not null, body text not null);
    create index if not exists mailbox_delivery on local_runner.mailbox (delivery_id);
    create table if not exists local_runner.clock (
      is_only boolean primary key default true check (is_only), ahead interval not null);
    commit
    """

  /// Makes what is missing.
  static func make(_ connection: borrowing Connection) throws(RunnerError) {
    do throws(StoreError) {
      try connection.runScript(
        "set client_min_messages = warning; \(script); reset client_min_messages", named: "the runner's tables")
    } catch {
      throw RunnerError(error)
    }
  }

  /// How far the database's clock is before the wall clock.
  static func readClock(_ connection: borrowing Connection) throws(RunnerError) -> Instant.Span {
    do throws(StoreError) { return try connection.first(ReadClock()) ?? .seconds(0) } catch { throw RunnerError(error) }
  }

  static func keepClock(_ ahead: Instant.Span, _ connection: borrowing Connection) throws(RunnerError) {
    do throws(StoreError) { try connection.execute(KeepClock(ahead: ahead)) } catch { throw RunnerError(error) }
  }
}
