import Domain
import Foundation
import Store
import TestKit
import Testing

/// A backup, a replica, a platform's upgrade: afterwards `migrate` has everything as it was.
struct RestoreTests {
  /// Runs the very commands of docs/deploy/database.md.
  @Test(arguments: PostgresRelease.all)
  func aDumpRestoresOnTheSameAndOnNewerServers(_ release: PostgresRelease) throws {
    let old = try Installation()
    try old.fill()
    let new = try Installation(release)
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for command in try Commands.backup() {
      let result = try shell(command, from: old, to: new, release, in: folder)
      #expect(result.exitCode == 0 && result.log.isEmpty, "\(result.output)\(result.log)")
    }
    #expect(try new.migrate().contains(#""applied":[],"repaired":true"#))
    try expectTheSame(old, new)
  }

  @Test func aPlainDumpWithItsOwnersAndRightsIsPutRightToo() throws {
    let old = try Installation()
    try old.fill()
    let new = try Installation(PostgresRelease.all.last)
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let command = "pg_dump \"$SUPERUSER_URL\" >all.sql; psql \"$NEW_SUPERUSER_URL\" --quiet --file=all.sql >/dev/null"
    let result = try shell(command, from: old, to: new, PostgresRelease.all.last ?? .all[0], in: folder)
    #expect(result.log.contains("role \"rekindle_owner\" does not exist"), "the new server has none of our roles")
    try new.migrate(as: nil)
    try expectTheSame(old, new, as: nil)
  }

  @Test func aZoneThatTheNewServerLacksIsKeptAndAskedFor() throws {
    let old = try Installation()
    try old.fill()
    try old.database.run(
      """
      update rekindle.deployment set time_zone = 'Mars/Base';
      insert into rekindle.time_zones (name, zone) values ('mars/base', 'Mars/Base')
      """)
    let new = try Installation()
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for command in try Commands.backup() {
      #expect(try shell(command, from: old, to: new, PostgresRelease.all[0], in: folder).exitCode == 0)
    }
    #expect(try new.migrate(expecting: 78).contains("REKINDLE_TIME_ZONE"))
    #expect(
      try new.database.count("select count(*) from rekindle.time_zones where zone = 'Mars/Base' and is_known") == 0)
    #expect(try new.rights() == old.rights(), "everything else is right already")
    try new.migrate(zone: "Asia/Kolkata")
    try expectTheSame(old, new)
  }

  @Test func aReplicaGoesOnWithItsOwnNumbers() throws {
    let replicating = ["wal_level": "logical", "max_wal_senders": "4", "max_replication_slots": "4"]
    let old = try Installation(settings: replicating)
    try old.fill()
    let release = PostgresRelease.all.last ?? .all[0]
    let new = try Installation(release, settings: replicating)
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for command in try Commands.replication() {
      let result = try shell(command, from: old, to: new, release, in: folder)
      #expect(result.exitCode == 0, "\(result.output)\(result.log)")
    }
    try old.database.run("delete from lms_data.user_activities where user_id = 3")
    try wait { try new.contents() == old.contents() }
    try new.database.run("drop subscription rekindle")
    try new.migrate()
    try expectTheSame(old, new)
    try new.database.insert(
      .learner(4), .takes(4, 1, since: .init(seconds: 1_793_412_000)),
      .activity(of: 4, in: 1, at: .init(seconds: 1_794_708_000)))
    #expect(try new.run("detect", role: "rekindle_detect", type: "timer.detect").contains(#""enrolled":1"#))
    #expect(try new.database.rows("insert into lms_data.leads default values returning user_id::text") == [["-2"]])
  }

  @Test func aCopyOfRowsAloneGetsItsCampaignsFunctionsFromPublish() throws {
    let site = try Installation()
    try site.fill()
    try site.database.run(
      "drop schema rekindle_campaigns cascade; create schema rekindle_campaigns authorization rekindle_owner")
    try site.migrate()
    #expect(try site.publish().contains(#""change":"repaired""#))
    #expect(try site.publish().contains(#""change":"unchanged""#))
    try site.run("detect", role: "rekindle_detect", type: "timer.detect")
  }

  @Test func aPlatformsUpgradeThatTakesItsTablesAwayIsFollowedByItsScript() throws {
    let site = try Installation()
    let test = site.database
    try test.run("create schema campus; create table campus.accounts (id bigint primary key, name text, mail text)")
    try site.fill()
    let people = "select user_id::text from rekindle.reach where user_id > 0 order by 1"
    let before = try test.rows(people)
    try test.run("insert into campus.accounts select user_id, first_name, email from lms_data.users")
    try test.run(Self.platformsView)
    try test.run(
      """
      alter table campus.accounts rename to accounts_old;
      create table campus.accounts (id bigint primary key, mail varchar(200), name text);
      insert into campus.accounts select id, mail, name from campus.accounts_old;
      drop table campus.accounts_old cascade
      """)
    try site.migrate()
    try test.run(Self.platformsView)
    #expect(try site.migrate().contains(#""applied":[],"repaired":false"#))
    #expect(try test.rows(people, role: "rekindle_tick") == before)
    try site.run("schedule-tick", role: "rekindle_tick", type: "timer.schedule-tick")
  }

  private static let platformsView = """
    grant usage on schema campus to rekindle_owner; grant select on campus.accounts to rekindle_owner;
    create or replace view lms.users as
    select a.id as user_id, a.name as first_name, null::text as last_name, null::text as title, a.mail::text as email,
      null::text as phone_number, null::text as timezone, null::text as locale, null::text as region, true as is_active
    from campus.accounts a
    """

  @Test func everyTableHasAKeyOrIsReplicatedWhole() throws {
    let site = try Installation()
    try site.migrate()
    let without = try site.database.rows(
      """
      select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and (n.nspname like 'rekindle%' or n.nspname = 'lms_data') and c.relreplident <> 'f'
         and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)
      """)
    #expect(without == [])
  }

  private func expectTheSame(_ old: Installation, _ new: Installation, as login: String? = "admin") throws {
    #expect(try new.contents() == old.contents())
    let (found, wanted) = (try new.rights(), try old.rights())
    #expect(found == wanted, "\(found.difference(from: wanted))")
    #expect(try new.migrate(as: login).contains(#""applied":[],"repaired":false"#))
    #expect(try new.publish().contains(#""change":"unchanged""#))
    #expect(try new.database.value("select time_zone from rekindle.deployment") == "Asia/Kolkata")
    let tick = try new.run(
      "schedule-tick", role: "rekindle_tick", type: "timer.schedule-tick", at: .init(seconds: 1_795_150_800))
    #expect(tick.contains(#""parked":0"#) && !tick.contains(#""reserved":0"#), "\(tick)")
  }

  private func shell(
    _ command: String, from old: Installation, to new: Installation, _ release: PostgresRelease, in folder: URL
  ) throws -> Spawn.Result {
    let environment = [
      "PATH": "\(release.binaries):/usr/bin:/bin", "PWD": folder.path,
      "ADMIN_URL": old.database.url(role: "admin"), "NEW_ADMIN_URL": new.database.url(role: "admin"),
      "SUPERUSER_URL": old.database.url(), "NEW_SUPERUSER_URL": new.database.url(),
    ]
    return try Spawn("/bin/sh", ["-ec", "cd \(folder.path)\n\(command)"], environment: environment, timeout: 60).run()
  }

  private func wait(_ isReached: () throws -> Bool) throws {
    for _ in 0..<300 {
      if try isReached() { return }
      usleep(100_000)
    }
    Issue.record("the replica did not come to what its source holds")
  }

  private static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "restore-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }
}

/// The commands that docs/deploy/database.md shows.
private enum Commands {
  static func backup() throws -> [String] { try under("## Backup and restore") }
  static func replication() throws -> [String] { try under("## A replica") }

  private static func under(_ heading: String) throws -> [String] {
    let page = try String(contentsOf: PackageFolder.url.appending(path: "docs/deploy/database.md"), encoding: .utf8)
    let section = page.split(separator: "\n## ", omittingEmptySubsequences: false).first {
      "## \($0)".hasPrefix(heading)
    }
    let blocks = (section ?? "").split(separator: "```").enumerated().filter { $0.offset % 2 == 1 }.map { $0.element }
    return blocks.filter { $0.hasPrefix("sh\n") }.map { String($0.dropFirst(3)) }
  }
}
