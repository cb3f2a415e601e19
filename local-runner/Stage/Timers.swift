import Domain
import FunctionContract
import FunctionHost
import Store

/// Fires the timers of the manifests, each in its own zone; zones are PostgreSQL's business (DESIGN §3).
final class Timers: Sendable {
  private let schedules: [Manifest.Schedule]
  private let databaseURL: String
  private let fire: @Sendable (CloudEvent) -> Void
  private let stopping = Monitor(false)

  init(_ manifests: [Manifest], databaseURL: String, fire: @escaping @Sendable (CloudEvent) -> Void) {
    schedules = manifests.flatMap(\.consumes.schedule)
    self.databaseURL = databaseURL
    self.fire = fire
    Thread.start { [self] in run() }
  }

  func stop() { stopping.withLock { $0 = true } }

  private func run() {
    var last = WallClock.now.seconds / 60
    while stopping.wait(until: .now + .seconds(1), { $0 ? true : nil }) == nil {
      let minute = WallClock.now.seconds / 60
      guard minute > last else { continue }
      last = minute
      fireDue(at: Instant(seconds: minute * 60))
    }
  }

  private func fireDue(at minute: Instant) {
    var local: [String: LocalMinute] = [:]
    do throws(StoreError) {
      let connection = try Connection(ConnectionSettings(url: databaseURL, applicationName: "local-runner timers"))
      for zone in Set(schedules.map(\.timeZone)) {
        local[zone] = try connection.first(ReadLocalMinute(instant: minute, zone: zone))
      }
    } catch {
      Console.complain("timers of \(minute.rfc3339) are late: \(error)")
    }
    var fired: Set<String> = []
    for schedule in schedules {
      guard let time = local[schedule.timeZone], schedule.cron.matches(time), fired.insert(schedule.event).inserted
      else { continue }
      fire(.timer(schedule.event, at: minute))
    }
  }
}

extension CronExpression {
  fileprivate func matches(_ time: LocalMinute) -> Bool {
    matches(minute: time.minute, hour: time.hour, day: time.day, month: time.month, weekday: time.weekday)
  }
}
