import Foundation
import Store
import Synchronization
import TestKit
import Testing

/// Roles are the cluster's: two databases may make the same ones at the same moment.
@Suite(.timeLimit(.minutes(20)))
final class RoleTests {
  private static let settings = """
    select string_agg(lower(split_part(c, '=', 1)) || '=' || split_part(c, '=', 2), ' ' order by lower(c))
      from pg_roles r cross join unnest(r.rolconfig) c where r.rolname = $1
    """
  private static let standard =
    "idle_in_transaction_session_timeout=15s lock_timeout=2s statement_timeout=30s timezone=UTC"

  private let installation: Installation
  private var cluster: Cluster { installation.cluster }

  init() throws {
    installation = try Installation()
    try installation.migrate(as: nil)
  }

  @Test func aRoleThatIsThereKeepsWhatWasSetAndGetsWhatItLacks() throws {
    let database = installation.database
    try database.run(
      """
      create role rekindle_made login; alter role rekindle_made set statement_timeout = '7s';
      select rekindle.make_role('rekindle_made');
      """)
    #expect(
      try database.value(Self.settings, .text("rekindle_made"))
        == Self.standard.replacingOccurrences(of: "30s", with: "7s"))
    try database.run("alter role rekindle_tick reset all; select rekindle.make_role('rekindle_tick')")
    #expect(try database.value(Self.settings, .text("rekindle_tick")) == Self.standard)
  }

  @Test func twoDatabasesMakeTheSameRolesAtTheSameMoment() throws {
    let server = try Connection(url: cluster.url(database: "postgres"))
    try server.runScript("create database second template learning", named: "second")
    for round in 0..<30 {
      let cluster = cluster
      let isNew = round % 2 == 0
      // Also where the role is there and both give it its settings.
      if !isNew { try server.runScript("create role made_\(round) login; create role group_\(round)", named: "roles") }
      try together { database in
        try Connection(url: cluster.url(database: database)).runScript(
          "select rekindle.make_role('made_\(round)', member_of => 'group_\(round)')", named: "make_role")
      }
      let database = installation.database
      #expect(try database.value(Self.settings, .text("made_\(round)")) == Self.standard)
      #expect(
        try database.value("select pg_has_role('made_\(round)', 'group_\(round)', 'member')::text") == "true")
    }
  }

  /// Runs `body` for both databases at once; throws the first failure.
  private func together(_ body: @Sendable (_ database: String) throws -> Void) throws {
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      do { try body(["learning", "second"][index]) } catch { failures.withLock { $0.append("\(error)") } }
    }
    let failed = failures.withLock { $0 }
    #expect(failed == [])
  }
}
