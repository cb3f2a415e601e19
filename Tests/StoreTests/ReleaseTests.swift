import Domain
import Foundation
import Store
import TestKit
import Testing

/// Every PostgreSQL that is here, with a login that is no superuser, and a database that is somebody else's too.
struct ReleaseTests {
  @Test(arguments: PostgresRelease.all)
  func aLoginThatIsNoSuperuserMigratesAndTheHandlersRun(_ release: PostgresRelease) throws {
    let site = try Installation(release)
    try site.fill()
    #expect(try site.migrate().contains(#""applied":[],"repaired":false"#))
    #expect(try site.database.count("select count(*) from rekindle.campaign_enrollments") == 3)
    let tick = try site.run(
      "schedule-tick", role: "rekindle_tick", type: "timer.schedule-tick", at: .init(seconds: 1_795_150_800))
    #expect(tick.contains(#""parked":0"#) && !tick.contains(#""reserved":0"#), "\(tick)")
    #expect(try site.migrate(as: "rekindle_owner").contains(#""applied":[],"repaired":false"#), "the owner may go on")
  }

  @Test(arguments: PostgresRelease.all)
  func anotherAdministratorIsToldWhatIsMissing(_ release: PostgresRelease) throws {
    let site = try Installation(release)
    try site.migrate()
    let server = try Connection(url: site.cluster.url(database: "postgres"))
    try server.runScript("create role second login createrole", named: "second")
    try server.runScript("create database other owner second", named: "other")
    let other = TestDatabase(name: "other", on: site.cluster)
    if release.major < 16 {
      #expect(try migrate(other, as: "second").exitCode == 0)
    } else {
      let refused = try migrate(other, as: "second")
      #expect(refused.output.contains("grant rekindle_owner to second with admin option"), "\(refused.output)")
      try server.runScript("grant rekindle_owner to second with admin option", named: "grant")
      let accepted = try migrate(other, as: "second")
      #expect(accepted.exitCode == 0, "\(accepted.output)")
    }
  }

  @Test(arguments: PostgresRelease.all)
  func inADatabaseThatOthersUseTheyKeepWhatTheyMay(_ release: PostgresRelease) throws {
    let site = try Installation(release)
    let test = site.database
    try test.run(
      """
      create role campus login; create role reader login; create schema campus authorization campus;
      create table campus.accounts (id int); create table public.sessions (id int);
      grant usage on schema campus to reader; grant select on campus.accounts, public.sessions to reader
      """)
    let before = try rights(test)
    try site.fill()
    #expect(try rights(test) == before)
    #expect(try test.rows("select count(*)::text from campus.accounts, public.sessions", role: "reader") == [["0"]])
    try test.run("grant connect on database learning to reader")
    #expect(
      try site.migrate().contains(#""applied":[],"repaired":false"#), "other people's rights are no damage of ours")
  }

  @Test func aDatabaseThatIsOursAloneIsClosedAgainWheneverItWasOpened() throws {
    let site = try Installation()
    try site.migrate()
    let closed = try rights(site.database)
    #expect(closed.allSatisfy { $0[1] == "false" })
    try site.database.run(
      "grant connect, temporary on database learning to public; grant usage on schema public to public")
    #expect(try site.migrate().contains(#""repaired":true"#))
    #expect(try rights(site.database) == closed)
  }

  @Test func anExtensionsObjectsMakeNobodyElsesDatabase() throws {
    let site = try Installation()
    try site.database.run("create extension pg_stat_statements")
    try site.migrate()
    #expect(try rights(site.database).allSatisfy { $0[1] == "false" })
  }

  /// What everybody may.
  private func rights(_ test: TestDatabase) throws -> [[String?]] {
    try test.rows(
      """
      select 'connect', has_database_privilege('public', current_database(), 'connect')::text
      union all select 'temporary', has_database_privilege('public', current_database(), 'temporary')::text
      union all select 'public', has_schema_privilege('public', 'public', 'usage')::text
      """)
  }

  private func migrate(_ test: TestDatabase, as role: String) throws -> Spawn.Result {
    let folder = PackageFolder.url.appending(path: "infra/database").path
    let event = #"{"specversion":"1.0","id":"1","source":"/test","type":"deploy.migrate","data":{"path":"\#(folder)"}}"#
    return try Spawn(built: "migrate", environment: ["DATABASE_URL": test.url(role: role)], timeout: 60).run(event)
  }
}
