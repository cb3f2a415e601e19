public import Domain
public import FunctionContract
import Processes

/// Fires the schedules of manifests, each in its own zone, from one thread.
///
/// A timer that fell due while nobody looked is fired late, once: ids tell the minute, and what a timer wakes may be
/// woken twice.
public final class Timers: Sendable {
  /// How far back the first look goes, and any look after a sleep of the machine.
  private static let memory = 60

  private let schedules: [Manifest.Schedule]
  private let clock: @Sendable () -> Instant
  private let fire: @Sendable (CloudEvent) -> Void
  private let stopping = Monitor(false)

  /// Starts at once; `fire` must not block.
  ///
  /// - Parameters:
  ///   - catchesUp: Whether timers of the hour before the start are fired.
  ///   - clock: The time that the schedules go by.
  public init(
    _ schedules: [Manifest.Schedule], catchesUp: Bool = false,
    clock: @escaping @Sendable () -> Instant = { WallClock.now },
    fire: @escaping @Sendable (CloudEvent) -> Void
  ) throws(UnknownTimeZone) {
    for schedule in schedules where !LocalMinute.isKnown(schedule.timeZone) {
      throw UnknownTimeZone(zone: schedule.timeZone)
    }
    self.schedules = schedules
    self.clock = clock
    self.fire = fire
    let now = clock()
    _ = LocalMinute(now, zone: "UTC")
    let minute = now.seconds / 60
    Thread.start { [self] in run(after: catchesUp ? minute - Timers.memory : minute) }
  }

  /// Fires nothing further.
  public func stop() { stopping.withLock { $0 = true } }

  private func run(after start: Int) {
    var last = start
    while stopping.wait(until: .now + .seconds(1), { $0 ? true : nil }) == nil {
      let minute = clock().seconds / 60
      guard minute > last else { continue }
      for event in schedules.due(after: max(last, minute - Timers.memory), through: minute) { fire(event) }
      last = minute
    }
  }
}

extension [Manifest.Schedule] {
  /// The timers that fall due after one minute and up to another, both since 1970: each type once, at its latest minute.
  public func due(after first: Int, through last: Int) -> [CloudEvent] {
    var latest: [String: Int] = [:]
    for schedule in self {
      for minute in stride(from: last, to: Swift.max(first, latest[schedule.event] ?? first), by: -1) {
        guard schedule.cron.matches(LocalMinute(Instant(seconds: minute * 60), zone: schedule.timeZone)) else {
          continue
        }
        latest[schedule.event] = minute
        break
      }
    }
    return latest.sorted { $0.key < $1.key }.map { .timer($0.key, at: Instant(seconds: $0.value * 60)) }
  }
}

extension CronExpression {
  fileprivate func matches(_ time: LocalMinute) -> Bool {
    matches(minute: time.minute, hour: time.hour, day: time.day, month: time.month, weekday: time.weekday)
  }
}

/// A schedule names a zone that the system does not have.
public struct UnknownTimeZone: Error, Sendable, CustomStringConvertible {
  public let zone: String

  public var description: String {
    "the time zone \(zone) is not in \(LocalMinute.folder): install tzdata, or name a zone that is there"
  }
}
