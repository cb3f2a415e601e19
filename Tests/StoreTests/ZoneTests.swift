import Domain
import Foundation
import FunctionContract
import JSON
import Store
import TestKit
import Testing

/// Time zones by the names that people and platforms give them, and a server that loses one.
@Suite(.database) struct ZoneTests {
  private let now = Instant(rfc3339: "2026-11-02T02:00:00Z") ?? Instant(seconds: 0)

  @Test(arguments: [
    ("Asia/Kolkata", "Asia/Kolkata"), ("Asia/Calcutta", "Asia/Kolkata"), ("US/Eastern", "America/New_York"),
    ("europe/berlin", "Europe/Berlin"), (" Europe/Berlin", "Europe/Berlin"), ("Europe/Berlin\u{A0}", "Europe/Berlin"),
    ("America/New York", "America/New_York"), ("Asia/Katmandu", "Asia/Kathmandu"), ("Europe/Kyiv", "Europe/Kyiv"),
    ("India Standard Time", "Asia/Kolkata"), ("W. Europe Standard Time", "Europe/Berlin"),
    ("Eastern Time (US & Canada)", "America/New_York"), ("Nuku'alofa", "Pacific/Tongatapu"), ("Kyiv", "Europe/Kyiv"),
    ("UTC+5:30", "Asia/Kolkata"), ("+05:30", "Asia/Kolkata"), ("+0530", "Asia/Kolkata"), ("5.5", "Asia/Kolkata"),
    ("GMT+5", "Etc/GMT-5"), ("Etc/GMT-5", "Etc/GMT-5"), ("-3.0", "Etc/GMT+3"), ("UTC-11", "Etc/GMT+11"), ("UTC", "UTC"),
    ("99", "Africa/Abidjan"), ("", "Africa/Abidjan"), ("Mars/Olympus", "Africa/Abidjan"), ("Foo5", "Africa/Abidjan"),
  ])
  func aNameIsUnderstoodAsItIsWritten(written: String, zone: String) throws {
    let test = try TestDatabase.current()
    try test.run("update rekindle.deployment set time_zone = 'Africa/Abidjan'")
    #expect(try test.value("select rekindle.zone($1)", .text(written)) == zone)
    #expect(try test.value("select name from rekindle.local_zone($1)", .text(written)) == zone)
  }

  @Test func everyNameInTheListMeansAZoneOfThisServer() throws {
    let test = try TestDatabase.current()
    #expect(try test.count("select count(*) from rekindle.time_zones where not is_known") == 0)
    #expect(try test.value("select rekindle.forget_lost_zones()") == "0")
    #expect(
      try test.count(
        """
        select count(*) from rekindle.time_zones z
         where z.zone is not null and not exists (select from pg_timezone_names n where n.name = z.zone)
        """) == 0)
  }

  /// A zone that the list has and the server does not, as after an upgrade of its time zone data.
  private func lose(_ test: TestDatabase) throws {
    try test.run("insert into rekindle.time_zones values ('us/oldtown', 'US/Oldtown')")
    try test.insert(
      .learner(1), .learner(4, zone: "US/Oldtown"), .course(7), .activity(of: 1, in: 7, at: now - .days(7)),
      .activity(of: 4, in: 7, at: now - .days(7)))
  }

  @Test func aZoneThatTheServerLostFallsBackAndNoRunFails() throws {
    let test = try TestDatabase.current()
    try lose(test)
    try run("publish", "rekindle_owner", "deploy.publish", "2026-11-01T00:00:00Z")
    try run("detect", "rekindle_detect", "timer.detect", "2026-11-02T02:00:00Z")
    #expect(try test.count("select count(*) from rekindle.campaign_enrollments") == 2)
    #expect(try test.rows("select name from rekindle.time_zones where not is_known") == [["us/oldtown"]])
    try test.run("update rekindle.time_zones set is_known = true")
    try run("schedule-tick", "rekindle_tick", "timer.schedule-tick", "2026-11-02T10:00:00Z")
    #expect(try test.count("select count(*) from rekindle.message_deliveries where status = 'scheduled'") == 2)
    #expect(try test.count("select count(*) from rekindle.anomalies") == 0)
  }

  @Test func aTransactionAPipelineAndAStatementAreRepeatedOnceWithoutTheLostZone() throws {
    let test = try TestDatabase.current()
    try lose(test)
    let connection = try test.connect(role: "rekindle_tick")
    let times = ReadLocalTimes(now: now, zones: ["US/Oldtown", "Europe/Berlin"], windows: [], since: now)
    func restore() throws { try test.run("update rekindle.time_zones set is_known = true") }
    #expect(try connection.run(times).count == 2)
    try restore()
    let inTransaction = try connection.transaction { (connection) throws(StoreError) in try connection.run(times).count
    }
    #expect(inTransaction == 2)
    try restore()
    let (first, second) = try connection.pipeline(times, times)
    #expect(first.count + second.count == 4)
    try restore()
    #expect(try connection.pipeline(all: [times]).first?.count == 2)
  }

  @Test func aDeploymentWhoseZoneIsLostLivesInUTCAndAZoneThatIsBackIsKnownAgain() throws {
    let test = try TestDatabase.current()
    try lose(test)
    try test.run("update rekindle.deployment set time_zone = 'US/Oldtown'")
    #expect(try test.connect(role: "rekindle_rollup").execute(ClearAnalytics(now: now, days: DaysBefore(1))) == 0)
    #expect(try test.value("select time_zone from rekindle.deployment") == "UTC")
    try test.run("update rekindle.time_zones set is_known = false where name in ('europe/berlin', 'us/eastern')")
    #expect(try test.value("select rekindle.zone('Europe/Berlin')") == "UTC")
    try test.connect(role: "rekindle_cleanup").execute(RefreshTimeZones())
    #expect(try test.value("select rekindle.zone('Europe/Berlin')") == "Europe/Berlin")
    #expect(try test.value("select rekindle.zone('US/Eastern')") == "America/New_York")
    #expect(try test.rows("select name from rekindle.time_zones where not is_known") == [["us/oldtown"]])
  }

  @Test func clocksAreKnownToTheMinuteOfTheirChange() throws {
    let test = try TestDatabase.current()
    let offsets =
      "select starts_at::text || ' ' || seconds from rekindle.zone_offsets($1, '2026-03-01 10:11:12Z', '2026-12-01Z')"
    let found = try ["Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe"].map { zone in
      try test.rows(offsets, .text(zone)).map { $0[0] ?? "" }
    }
    #expect(
      found == [
        ["2026-03-01 10:11:12+00 3600", "2026-03-29 01:00:00+00 7200", "2026-10-25 01:00:00+00 3600"],
        ["2026-03-01 10:11:12+00 19800"],
        ["2026-03-01 10:11:12+00 39600", "2026-04-04 15:00:00+00 37800", "2026-10-03 15:30:00+00 39600"],
      ])
  }

  private func run(_ handler: String, _ role: String, _ type: String, _ time: String) throws {
    let path = PackageFolder.url.appending(path: "campaigns/course-completion").path
    let event: JSON = [
      "specversion": "1.0", "id": "1", "source": "/test", "type": .string(type), "time": .string(time),
      "data": type == "deploy.publish" ? ["path": .string(path)] : [:],
    ]
    let environment = [
      "DATABASE_URL": try TestDatabase.current().url(role: role), "REKINDLE_CLOCK": "event",
      "REKINDLE_LINK_HOSTS": "learn.example.org",
    ]
    let result = try Spawn(built: handler, environment: environment).run(event.bytes)
    try #require(result.exitCode == 0, "\(handler): \(result.output)\(result.log)")
  }
}
