import FunctionContract
import Testing

/// When timers fire, as every platform is told.
@Suite struct ScheduleTests {
  /// Holds REQ-3-13, REQ-3-14, REQ-4-35, REQ-4-36, REQ-4-37, REQ-4-38.
  @Test func eachTimedHandlerRunsWhenTheDocumentsWantItTo() throws {
    var found: [String: String] = [:]
    for handler in Set(Sample.all.map(\.handler)) {
      let sample = try #require(Sample.all.first { $0.handler == handler })
      for timer in try sample.manifest().consumes.schedule {
        found[handler] = "\(timer.cron) \(timer.timeZone)"
      }
    }
    #expect(
      found == [
        "detect": "0 2 * * * Asia/Kolkata", "rollup": "15 * * * * Asia/Kolkata", "cleanup": "0 3 * * * Asia/Kolkata",
        "schedule-tick": "* * * * * UTC", "onboard": "* * * * * UTC",
        "dunning": "0 10,11 * * * UTC", "watch": "*/5 * * * * UTC",
      ])
  }
}
