import Domain
import Store
import TestKit
import Testing

@testable import local_runner

@Suite(.database) struct StatementTests {
  @Test func `a minute is read on the clock of its zone, across a change of the clocks`() throws {
    let connection = try TestDatabase.current().connect()
    let instant = try #require(Instant(rfc3339: "2026-03-29T01:30:00Z"))  // 01:00 UTC: London goes from 1 to 2
    let london = try #require(try connection.first(ReadLocalMinute(instant: instant, zone: "Europe/London")))
    #expect((london.hour, london.minute, london.day, london.month, london.weekday) == (2, 30, 29, 3, 0))
    let kolkata = try #require(try connection.first(ReadLocalMinute(instant: instant, zone: "Asia/Kolkata")))
    #expect((kolkata.hour, kolkata.minute) == (7, 0))
  }

  @Test func `an empty ledger is due at no time and breaks no promise`() throws {
    let connection = try TestDatabase.current().connect()
    #expect(try connection.first(ReadNextDue()) == .some(nil))
    let report = try SimulationReport(connection, since: Instant(seconds: 0))
    #expect(report.ledger.isEmpty && report.violations.isEmpty)
    #expect(report.lines.last == "Every cap, gap and order held.")
  }

  @Test func `progress played in steps equals progress played at once, forwards and back`() throws {
    let connection = try TestDatabase.current().connect()
    let today = Instant(seconds: 1_763_596_800)
    var generator = SampleGenerator(seed: 3, today: today)
    let workspace = try Workspace(try Options(["--root", Project.repository], of: SampleCommand.self))
    try SampleLoader(workspace).load(generator.generate(learners: 60), connection)
    let platform = try Platform(connection)
    func state() throws -> [[String?]] { try connection.texts("select * from lms.user_course_progress order by 1, 2") }
    try platform.play(until: today, connection)
    let atOnce = try state()
    try platform.play(until: today + .days(40), connection)
    #expect(try state() != atOnce)
    for day in -45...0 { try platform.play(until: today + .days(day), connection) }
    #expect(try state() == atOnce)
  }
}
