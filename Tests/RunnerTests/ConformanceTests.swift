import Foundation
import TestKit
import Testing

/// The conformance kit on the platforms' own tables: real detection, ticks and senders behind each platform's views.
@Suite(.database) struct ConformanceTests {
  @Test(arguments: ["moodle", "canvas", "openedx"])
  func everySituationGivesTheReminderThatItShould(_ platform: String) throws {
    try Self.fill(.current(), platform)
    let result = try Project(campaigns: Self.campaigns).run(["conform", TestDatabase.current().url()])
    #expect(result.exitCode == 0, "\(result.output)\(result.log)")
    for line in ["ok    quiet: 1\n", "ok    teacher: 0\n"] {
      #expect(result.output.contains(line), "\(result.output)")
    }
  }

  @Test func aViewThatTakesTeachersForLearnersIsFound() throws {
    let database = try TestDatabase.current()
    try Self.fill(database, "moodle")
    try database.run("update moodle.mdl_role set archetype = 'student'")
    let result = try Project(campaigns: Self.campaigns).run(["conform", database.url()])
    #expect(result.exitCode == 70, "\(result.log)")
    #expect(result.output.contains("WRONG teacher: 1 and not 0: teaches the course"), "\(result.output)")
    #expect(try database.count("select count(*) from rekindle.message_deliveries") == 0)
  }

  @Test func aSituationThatIsLeftOutIsNamed() throws {
    let database = try TestDatabase.current()
    try Self.fill(database, "moodle")
    try database.run("delete from conform.learners where situation = 'guest'")
    let result = try Project(campaigns: Self.campaigns).run(["conform", database.url()])
    #expect(result.exitCode == 70, "\(result.log)")
    #expect(result.output.contains("WRONG guest: the fixtures leave it out"), "\(result.output)")
  }

  @Test func aDatabaseWithoutFixturesIsRefusedInASentence() throws {
    let result = try Project().run(["conform", TestDatabase.current().url()])
    #expect(result.exitCode == 78)
    #expect(result.log.contains("this database has no conform.learners"), "\(result.log)")
  }

  static let campaigns = ["course-completion", "assignment-due"]

  /// As docs/deploy says: the situations, the platform's tables, its views, its address, what it has to copy.
  static func fill(_ database: TestDatabase, _ platform: String) throws {
    for file in ["conformance/situations", "conformance/\(platform)", "database/sources/\(platform)"] {
      try database.run(String(contentsOf: PackageFolder.url.appending(path: "infra/\(file).sql"), encoding: .utf8))
    }
    try database.run("update from_\(platform).site set url = 'https://learn.example.org'")
    try database.run("call from_\(platform).refresh()")
  }
}
