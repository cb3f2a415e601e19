import Domain
@testable import FunctionContract
import FunctionHost
import JSON
import Testing

@Suite struct TimersTests {
  private func schedule(_ cron: String, _ zone: String = "UTC", event: String = "timer.a") throws -> Manifest.Schedule {
    Manifest.Schedule(cron: try #require(CronExpression(cron)), timeZone: zone, event: event)
  }

  private func minute(_ text: String) throws -> Int { try #require(Instant(rfc3339: text)).seconds / 60 }

  @Test
  func aTimerFiresInTheMinuteOfItsOwnZoneAndItsIdTellsTheMinute() throws {
    let schedules = [
      try schedule("30 7 * * *", "Asia/Kolkata", event: "timer.kolkata"),
      try schedule("0 2 * * *", event: "timer.utc"), try schedule("0 3 * * *", event: "timer.later"),
    ]
    let two = try minute("2026-03-29T02:00:00Z")
    let events = schedules.due(after: two - 1, through: two)
    #expect(events.map(\.type) == ["timer.kolkata", "timer.utc"])
    #expect(events.map(\.id) == ["timer.kolkata-\(two)", "timer.utc-\(two)"])
    #expect(events.allSatisfy { $0.time == Instant(seconds: two * 60) })
  }

  @Test
  func whatFellDueWhileNobodyLookedFiresOnceForItsLatestMinute() throws {
    let noon = try minute("2026-03-01T12:00:00Z")
    let schedules = [
      try schedule("* * * * *", event: "timer.tick"), try schedule("30 11 * * *", event: "timer.daily"),
      try schedule("59 10 * * *", event: "timer.before"),
    ]
    let events = schedules.due(after: noon - 60, through: noon)
    #expect(events.map(\.id) == ["timer.daily-\(noon - 30)", "timer.tick-\(noon)"])
  }

  @Test
  func twoSchedulesOfOneEventFireItOnce() throws {
    let noon = try minute("2026-03-01T12:00:00Z")
    let schedules = [try schedule("0 12 * * *"), try schedule("0 * * * *")]
    #expect(schedules.due(after: noon - 1, through: noon).count == 1)
  }

  @Test(arguments: [
    ("30 1 * * *", "Europe/London", "2026-03-29", "01:00"), ("30 1 * * *", "Europe/London", "2026-10-25", "00:30"),
    ("0 2 * * *", "America/New_York", "2026-03-08", "07:00"), ("30 1 * * *", "America/New_York", "2026-11-01", "05:30"),
    ("15,45 2 * * *", "Australia/Lord_Howe", "2026-10-03", "15:30 15:45"),
    ("45 1 * * *", "Australia/Lord_Howe", "2026-04-04", "14:45"), ("0 0 * * *", "Africa/Cairo", "2026-04-23", "22:00"),
    ("0 * * * *", "Europe/London", "2026-03-29", "all 24"),
    ("*/30 1 * * *", "Europe/London", "2026-10-25", "00:00 00:30 01:00 01:30"),
  ])
  func whatNamesItsTimeFiresOnceOnNightsWhenClocksChange(
    _ cron: String, zone: String, day: String, at times: String
  ) throws {
    let first = try minute("\(day)T00:00:00Z")
    let schedules = [try schedule(cron, zone)]
    let fired = (first..<first + 24 * 60).flatMap { schedules.due(after: $0 - 1, through: $0) }
    let found = fired.map { String($0.time?.rfc3339.dropFirst(11).prefix(5) ?? "") }
    if times == "all 24" { #expect(found.count == 24) } else { #expect(found.joined(separator: " ") == times) }
  }

  @Test(arguments: [
    "Asia/Kolkatta", "../UTC", "/etc/passwd",
  ])
  func aZoneThatTheSystemDoesNotHaveIsRefusedAndIsNotReadAsUTC(zone: String) throws {
    let schedules = [try schedule("* * * * *", zone)]
    #expect { _ = try Timers(schedules) { _ in } } throws: { "\($0)".contains("the time zone \(zone) is not in") }
  }
}
