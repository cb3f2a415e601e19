import Foundation
import Store
import TestKit
import Testing

/// `migrate` puts right what is missing, every time it runs, and leaves alone what a platform has put in place.
@Suite(.emptyDatabase) struct RepairTests {
  private static let folder = PackageFolder.url.appending(path: "infra/database").path

  @Test(arguments: [
    "drop view lms.users cascade", "drop function rekindle.opt_out", "drop view rekindle.violations",
    "drop trigger message_deliveries_guard on rekindle.message_deliveries",
    "revoke select on rekindle.campaigns from rekindle_detect", "grant select on rekindle.addresses to rekindle_tick",
    "revoke usage on schema rekindle from rekindle_link",
    "revoke update (tokens) on rekindle.rate_limits from rekindle_sender",
    "create or replace function rekindle.measures_opens(channel text) returns boolean language sql immutable return true",
  ])
  func whatIsMissingOrAlteredIsRepaired(_ damage: String) throws {
    _ = try migrate()
    let test = try TestDatabase.current()
    let before = try state(test)
    try test.run(damage)
    #expect(try state(test) != before, "the damage shows")
    #expect(try migrate() == "{\"events\":[],\"result\":{\"applied\":[],\"repaired\":true}}\n")
    #expect(try state(test) == before)
    #expect(try migrate() == "{\"events\":[],\"result\":{\"applied\":[],\"repaired\":false}}\n")
  }

  @Test(arguments: ["rekindle.deployment", "rekindle.sender_channels", "rekindle.time_zones"])
  func rowsThatMustBeThereComeBack(_ table: String) throws {
    _ = try migrate()
    let test = try TestDatabase.current()
    let before = try test.count("select count(*) from \(table)")
    try test.run("delete from \(table)")
    _ = try migrate()
    #expect(try test.count("select count(*) from \(table)") == before)
    #expect(before > 0)
  }

  @Test func aPlatformsViewsTakeThePlaceOfOursWithAllThatDependsOnThem() throws {
    _ = try migrate()
    let test = try TestDatabase.current()
    try test.run(
      """
      create schema platform;
      create table platform.accounts (id bigint primary key, given text, mail text);
      insert into platform.accounts values (41, 'Asha', 'asha@example.org');
      grant usage on schema platform to rekindle_owner;
      grant select on platform.accounts to rekindle_owner;
      create or replace view lms.users as
      select a.id as user_id, a.given as first_name, null::text as last_name, null::text as title, a.mail as email,
        null::text as phone_number, null::text as timezone, null::text as locale, null::text as region, true as is_active
      from platform.accounts a;
      """)
    let reach =
      "select user_id::text, array_to_string(array(select unnest(channels) order by 1), ' ') from rekindle.reach"
    #expect(try test.rows(reach, role: "rekindle_tick") == [["41", "calendar email inapp worklist"]])
    #expect(try migrate().contains("\"applied\":[],\"repaired\":false"))
    #expect(try test.rows(reach, role: "rekindle_tick") == [["41", "calendar email inapp worklist"]])
  }

  @Test func aChangedScriptIsAppliedAgainAndNamed() throws {
    let folder = NSTemporaryDirectory() + "database-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.copyItem(atPath: Self.folder, toPath: folder)
    _ = try migrate(folder)
    let file = folder + "/functions/stage.sql"
    try String(contentsOfFile: file, encoding: .utf8).replacing("< 3", with: "< 4").write(
      toFile: file, atomically: true, encoding: .utf8)
    #expect(try migrate(folder, more: ",\"dryRun\":true").contains("\"pending\":[\"functions/stage.sql\"]"))
    #expect(try migrate(folder).contains("\"applied\":[\"functions/stage.sql\"],\"repaired\":false"))
    #expect(try TestDatabase.current().count("select rekindle.stage(3)") == 2)
  }

  private func state(_ test: TestDatabase) throws -> [[String?]] {
    try test.rows(
      """
      select p.oid::regprocedure::text, md5(p.prosrc || coalesce(p.prosqlbody::text, '')), coalesce(p.proacl, acldefault('f', p.proowner))::text from pg_proc p
       where p.pronamespace = 'rekindle'::regnamespace
      union all select c.oid::regclass::text, c.relkind::text, coalesce(c.relacl, acldefault('r', c.relowner))::text from pg_class c
       where c.relnamespace in ('rekindle'::regnamespace, 'lms'::regnamespace)
      union all select a.attrelid::regclass || '.' || a.attname, '', a.attacl::text from pg_attribute a where a.attacl is not null
      union all select n.nspname, '', coalesce(n.nspacl, acldefault('n', n.nspowner))::text from pg_namespace n
      union all select pg_get_triggerdef(t.oid), '', '' from pg_trigger t where not t.tgisinternal
      order by 1, 2
      """)
  }

  private func migrate(_ folder: String = folder, more: String = "") throws -> String {
    let event = """
      {"specversion":"1.0","id":"1","source":"/test","type":"deploy.migrate","data":{"path":"\(folder)"\(more)}}
      """
    let result = try Spawn(built: "migrate", environment: ["DATABASE_URL": try TestDatabase.current().url()])
      .run(Array(event.utf8))
    #expect(result.exitCode == 0, "\(result.output)")
    return result.output
  }
}
