import Foundation
import FunctionContract
import TestKit
import Testing

@testable import PlatformFiles

private let analyze = ["/usr/bin/systemd-analyze", "/bin/systemd-analyze"].first(
  where: FileManager.default.isExecutableFile)

@Suite struct OnCalendarTests {
  private func expressions(_ cron: String, _ zone: String = "UTC") throws -> [String] {
    OnCalendar.expressions(try #require(CronExpression(cron)), in: zone)
  }

  @Test func aScheduleKeepsItsZone() throws {
    #expect(try expressions("15 0 * * *", "Asia/Kolkata") == ["*-*-* 0:15:00 Asia/Kolkata"])
    #expect(try expressions("0 3 * * 0") == ["Sun *-*-* 3:0:00 UTC"])
  }

  /// systemd's own reading against cron's, minute by minute, for the first occurrences after a moment.
  @Test(
    .enabled(if: analyze != nil, "systemd-analyze is not on this machine"),
    arguments: [
      "* * * * *", "*/7 * * * *", "5-50/15 8-18/5 * * *", "0 2 * * *", "15,45 0 1,15 * *", "0 3 * * 0", "0 3 * * 7",
      "30 6 * * 1-5", "0 0 * * 5-7", "0 12 13 * 5", "0 0 1 */3 *", "0 0 */10 2 *", "10 4 * 1-3 2,4", "0 0 */2 * 1",
    ])
  func systemdFiresInTheSameMinutesAsCron(cron: String) throws {
    let schedule = try #require(CronExpression(cron))
    let start = 1_795_219_200  // 2026-11-21T00:00:00Z
    var minutes: Set<Int> = []
    var horizon = Int.max
    for expression in try expressions(cron) {
      let result = try Spawn(
        try #require(analyze), ["calendar", "--iterations=25", "--base-time=@\(start)", expression],
        environment: ["PATH": "/usr/bin:/bin", "TZ": "UTC"]
      ).run()
      let times = result.output.split(separator: "\n").compactMap(Self.time)
      #expect(times.count == 25, "\(result.log)")
      minutes.formUnion(times)
      horizon = min(horizon, times.last ?? 0)
    }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for second in stride(from: start + 60, through: min(horizon, start + 40 * 86_400), by: 60) {
      let parts = calendar.dateComponents(
        [.minute, .hour, .day, .month, .weekday], from: Date(timeIntervalSince1970: Double(second)))
      let fires = schedule.matches(
        minute: parts.minute ?? 0, hour: parts.hour ?? 0, day: parts.day ?? 0, month: parts.month ?? 0,
        weekday: (parts.weekday ?? 1) - 1)
      if fires != minutes.contains(second) { Issue.record("\(cron) at \(second)") }
    }
  }

  /// The second of a line such as `Next elapse: Sat 2026-11-21 00:01:00 UTC` or `Iter. #2: …`.
  private static func time(_ line: Substring) -> Int? {
    guard line.contains("Next elapse:") || line.contains("Iter. #") else { return nil }
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "UTC")
    format.dateFormat = "EEE yyyy-MM-dd HH:mm:ss zzz"
    let text = line.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? ""
    return format.date(from: text.trimmingCharacters(in: .whitespaces)).map { Int($0.timeIntervalSince1970) }
  }
}
