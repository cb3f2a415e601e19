public import Domain
public import FunctionContract
import Processes

/// Fires the schedules of manifests, each in its own zone, from one thread.
///
/// A timer that fell due while nobody looked, up to a day long, is fired late, once: ids tell the minute, and what a timer
/// wakes may be woken twice.
public final class Timers: Sendable {
  /// How far back any look goes, in minutes: after a sleep of the machine, or while nothing ran.
  private static let memory = 24 * 60

  private let schedules: [Manifest.Schedule]
  private let clock: @Sendable () -> Instant
  private let fire: @Sendable (CloudEvent) -> Void
  private let note: @Sendable (Int) -> Void
  private let stopping = Monitor(false)

  /// Starts at once; `fire` must not block.
  ///
  /// - Parameters:
  ///   - start: The minute since 1970 after which timers are due; nil for now.
  ///   - clock: The time that the schedules go by.
  ///   - note: Is told each minute whose timers have been fired.
  public init(
    _ schedules: [Manifest.Schedule], after start: Int? = nil,
    clock: @escaping @Sendable () -> Instant = { WallClock.now },
    note: @escaping @Sendable (Int) -> Void = { _ in },
    fire: @escaping @Sendable (CloudEvent) -> Void
  ) throws(UnknownTimeZone) {
    for schedule in schedules where !LocalMinute.isKnown(schedule.timeZone) {
      throw UnknownTimeZone(zone: schedule.timeZone)
    }
    self.schedules = schedules
    self.clock = clock
    self.fire = fire
    self.note = note
    let now = clock()
    _ = LocalMinute(now, zone: "UTC")
    let minute = now.seconds / 60
    Thread.start { [self] in run(after: start ?? minute) }
  }

  /// Fires nothing further.
  public func stop() { stopping.withLock { $0 = true } }

  private func run(after start: Int) {
    var last = start
    while stopping.wait(until: .now + .seconds(1), { $0 ? true : nil }) == nil {
      let minute = clock().seconds / 60
      guard minute > last else { continue }
      for event in schedules.due(after: max(last, minute - Timers.memory), through: minute) { fire(event) }
      note(minute)
      last = minute
    }
  }
}

/// A schedule names a zone that the system does not have.
public struct UnknownTimeZone: Error, Sendable, CustomStringConvertible {
  public let zone: String

  public var description: String {
    "the time zone \(zone) is not in \(LocalMinute.folder): install tzdata, or name a zone that is there"
  }
}
