import Domain
import FunctionHost
import Store
import TestKit
import Testing

@testable import local_runner

@Suite(.database) struct StatementTests {
  @Test(arguments: [
    "UTC", "Asia/Kolkata", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu",
  ])
  func timersReadTheSameClockAsTheDatabaseAcrossChangesOfTheClocks(zone: String) throws {
    let rows = try TestDatabase.current().rows(
      """
      select extract(epoch from t)::bigint::text, extract(minute from l)::text, extract(hour from l)::text,
             extract(day from l)::text, extract(month from l)::text, extract(dow from l)::text
        from generate_series('2025-12-31T00:00Z'::timestamptz, '2040-12-31T00:00Z', '10 days 30 minutes') t,
             lateral (select t at time zone $1 as l) l
      """, .text(zone))
    #expect(rows.count > 500)
    for row in rows.map({ $0.compactMap { $0.flatMap { Int($0) } } }) {
      let local = LocalMinute(Instant(seconds: row[0]), zone: zone)
      #expect([local.minute, local.hour, local.day, local.month, local.weekday] == Array(row[1...]))
    }
  }

  @Test func anEmptyLedgerIsDueAtNoTimeAndBreaksNoPromise() throws {
    let connection = try TestDatabase.current().connect()
    #expect(try connection.first(ReadNextDue()) == .some(nil))
    let report = try SimulationReport(connection, since: Instant(seconds: 0))
    #expect(report.ledger.isEmpty && report.violations.isEmpty && report.recipients.isEmpty)
    #expect(report.lines.last == "Every cap, gap and order held.")
  }

  @Test func progressPlayedInStepsEqualsProgressPlayedAtOnceForwardsAndBack() throws {
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
