import Foundation
import Store
import TestKit
import Testing

/// The schema's history as the built handler applies it.
@Suite(.emptyDatabase) struct MigrationTests {
  @Test func allMigrationsApplyFromZeroAndOnlyOnce() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.productFolder + "/migrations")
    let first = try migrate(Self.productFolder)
    #expect(first.exitCode == 0, "\(first.output)")
    for file in files { #expect(first.output.contains(file)) }
    #expect(try migrate(Self.productFolder).output == Self.nothingDone)
    let database = try TestDatabase.current()
    #expect(try database.count("select count(*) from rekindle_migrations.applied") == files.count)
  }

  @Test func theOwnerRoleGoesOnWhereTheSuperuserBegan() throws {
    #expect(try migrate(Self.productFolder).exitCode == 0)
    try TestDatabase.current().run("grant connect on database \(TestDatabase.current().name) to rekindle_owner")
    let result = try migrate(Self.productFolder, role: "rekindle_owner")
    #expect(result.exitCode == 0, "\(result.output)")
  }

  @Test func databasesOfOneServerMayBeMigratedAtTheSameMoment() throws {
    let cluster = try Cluster.separate()
    defer { try? cluster.remove() }
    let maintenance = try Connection(url: cluster.url(database: "postgres"))
    for name in ["a", "b", "c"] { try maintenance.runScript("create database \(name)", named: "create") }
    let processes = try ["a", "b", "c"].map {
      try Spawn(built: "migrate", environment: ["DATABASE_URL": cluster.url(database: $0)]).start()
    }
    for result in processes.map({ $0.finish(stdin: event(Self.productFolder), timeout: 60) }) {
      #expect(result.exitCode == 0, "\(result.output)")
    }
  }

  @Test func aDryRunNamesWhatIsPendingAndChangesNothing() throws {
    let folder = try Folder(["0001_one.sql": "create table one (id int)"])
    #expect(try migrate(folder.path, more: ",\"dryRun\":true").output.contains("\"pending\":[\"0001_one.sql\"]"))
    #expect(try TestDatabase.current().value("select to_regclass('one')::text") == nil)
  }

  @Test func manyProcessesAtOnceApplyEachMigrationOnce() throws {
    let folder = try Folder([
      "0001_one.sql": "create table one (id int); insert into one values (1)",
      "0002_two.sql": "insert into one values (2); select pg_sleep(0.2)",
      "0003_three.sql": "insert into one values (3)",
    ])
    let processes = try (0..<4).map { _ in try spawn().start() }
    let results = processes.map { $0.finish(stdin: event(folder.path), timeout: 30) }
    for result in results { #expect(result.exitCode == 0, "\(result.output)") }
    let database = try TestDatabase.current()
    #expect(try database.rows("select id::text from one order by id") == [["1"], ["2"], ["3"]])
    for file in ["0001_one.sql", "0002_two.sql", "0003_three.sql"] {
      #expect(results.filter { $0.output.contains(file) }.count == 1)
    }
  }

  @Test func anEditedMigrationIsRefusedByName() throws {
    let folder = try Folder(["0001_one.sql": "create table one (id int)"])
    #expect(try migrate(folder.path).exitCode == 0)
    try folder.write("0001_one.sql", "create table one (id bigint)")
    try folder.write("0002_two.sql", "create table two (id int)")
    let result = try migrate(folder.path)
    #expect(result.exitCode == 65)
    #expect(result.output.contains("0001_one.sql was edited"))
    #expect(try TestDatabase.current().value("select to_regclass('two')::text") == nil)
  }

  @Test func aFailingMigrationLeavesNothingAndTheOnesBeforeItStay() throws {
    let folder = try Folder([
      "0001_one.sql": "create table one (id int)", "0002_two.sql": "create table two (id int); select 1 / 0",
    ])
    let result = try migrate(folder.path)
    #expect(result.exitCode == 70)
    #expect(result.output.contains("0002_two.sql: division by zero"))
    let database = try TestDatabase.current()
    #expect(try database.value("select to_regclass('one')::text") == "one")
    #expect(try database.value("select to_regclass('two')::text") == nil)
    #expect(try database.count("select count(*) from rekindle_migrations.applied") == 1)
    try folder.write("0002_two.sql", "create table two (id int)")
    #expect(try migrate(folder.path).output.contains("0002_two.sql"))
  }

  @Test func aMigrationThatEndsItsTransactionIsRefused() throws {
    let folder = try Folder(["0001_one.sql": "create table one (id int); commit"])
    let result = try migrate(folder.path)
    #expect(result.exitCode == 70)
    #expect(result.output.contains("must not end its own transaction"))
  }

  @Test func aMigrationBeforeAnAppliedOneIsRefused() throws {
    let folder = try Folder(["0002_two.sql": "create table two (id int)"])
    #expect(try migrate(folder.path).exitCode == 0)
    try folder.write("0001_one.sql", "create table one (id int)")
    let result = try migrate(folder.path)
    #expect(result.exitCode == 65)
    #expect(result.output.contains("higher number"))
  }

  @Test func aBreakingMigrationStopsAFolderWithoutIt() throws {
    let newer = try Folder([
      "0001_one.sql": "create table one (id int)", "0002_two.sql": "-- breaking\ndrop table one",
    ])
    #expect(try migrate(newer.path).exitCode == 0)
    let older = try Folder(["0001_one.sql": "create table one (id int)"])
    let result = try migrate(older.path)
    #expect(result.exitCode == 65)
    #expect(result.output.contains("0002_two.sql"))
  }

  @Test(arguments: [
    (["1_one.sql": "select 1"], "NNNN"), (["0001_a.sql": "select 1", "0001_b.sql": "select 2"], "same number"),
    ([:], "holds no migration"),
  ])
  func aWrongFolderIsRefusedWithTheReason(_ files: [String: String], _ reason: String) throws {
    let folder = try Folder(files)
    let result = try migrate(folder.path)
    #expect(result.exitCode == 65)
    #expect(result.output.contains(reason))
  }

  @Test func withoutAServerTheExitCodeSaysTryAgain() throws {
    var spawn = try spawn()
    spawn.environment["DATABASE_URL"] = "postgresql://nobody@/nothing?host=/nonexistent"
    #expect(try spawn.run(event(Self.productFolder)).exitCode == 69)
  }

  private static let productFolder = PackageFolder.url.appending(path: "infra/database").path
  private static let nothingDone = "{\"events\":[],\"result\":{\"applied\":[],\"repaired\":false}}\n"

  @Test func theDeploymentsTimeZoneIsKeptAndAWrongOneIsRefused() throws {
    var spawn = try spawn()
    spawn.environment["REKINDLE_TIME_ZONE"] = "Asia/Kolkata"
    #expect(try spawn.run(event(Self.productFolder)).exitCode == 0)
    let zone = "select time_zone from rekindle.deployment"
    #expect(try TestDatabase.current().value(zone) == "Asia/Kolkata")
    spawn.environment["REKINDLE_TIME_ZONE"] = "Asia/Nowhere"
    let refused = try spawn.run(event(Self.productFolder))
    #expect(refused.exitCode == 78)
    #expect(refused.output.contains("REKINDLE_TIME_ZONE"))
    #expect(try TestDatabase.current().value(zone) == "Asia/Kolkata")
  }

  private func migrate(_ path: String, more: String = "", role: String? = nil) throws -> Spawn.Result {
    var spawn = try spawn()
    if let role { spawn.environment["DATABASE_URL"] = try TestDatabase.current().url(role: role) }
    return try spawn.run(event(path, more: more))
  }

  private func spawn() throws -> Spawn {
    Spawn(built: "migrate", environment: ["DATABASE_URL": try TestDatabase.current().url()])
  }

  private func event(_ path: String, more: String = "") -> [UInt8] {
    Array(
      """
      {"specversion":"1.0","id":"1","source":"/test","type":"deploy.migrate","data":{"path":"\(path)"\(more)}}
      """.utf8)
  }
}

/// A folder of files that goes away with its owner.
private final class Folder {
  let path = NSTemporaryDirectory() + "migrations-" + UUID().uuidString

  init(_ files: [String: String]) throws {
    try FileManager.default.createDirectory(atPath: path + "/migrations", withIntermediateDirectories: true)
    for (name, text) in files { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a migration, or another script by its folder and name.
  func write(_ name: String, _ text: String) throws {
    let file = "\(path)/" + (name.contains("/") ? name : "migrations/\(name)")
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: file, atomically: true, encoding: .utf8)
  }
}
