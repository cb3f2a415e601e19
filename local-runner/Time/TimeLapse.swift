import Domain
import FunctionContract
import FunctionHost
import Processes
import Store

/// Days in seconds: the platform lives, timers fire, and all that they cause is done before the clock leaps to the next
/// moment at which something is due.
final class TimeLapse {
  /// The longest leap: no daily timer is passed over twice.
  private static let longestLeap = Instant.Span.days(1)
  /// Between its first runs of two days this only brings reports up to date, which nobody reads before the end.
  private static let reports = "timer.rollup"

  private let stage: Stage
  private let clock: StageClock
  private let database: ConnectionSettings
  private let schedules: [Manifest.Schedule]
  private(set) var stops = 0
  /// The minute since 1970 up to which timers have fired.
  private var minute: Int

  /// - Parameter firesTheLastDay: Whether the first stop makes good the timers of the day before it.
  init(_ stage: Stage, database: ConnectionSettings, firesTheLastDay: Bool = false) {
    self.stage = stage
    self.database = database
    clock = stage.clock
    schedules = stage.handlers.functions.flatMap(\.manifest.consumes.schedule).map { schedule in
      schedule.event == Self.reports ? schedule.onceADay : schedule
    }
    minute = (clock.now - (firesTheLastDay ? Self.longestLeap : .seconds(0))).seconds / 60
  }

  /// Lets time pass until `end`, or until `isEnough` says so after a stop; two stops are `step` apart or more.
  func run(
    to end: Instant, step: Instant.Span, isEnough: (Instant) throws(RunnerError) -> Bool = { _ in false }
  ) throws(RunnerError) {
    let connection = try connect()
    let platform = try Platform(connection)
    var time = clock.now
    try stop(at: time, platform, connection)
    while time < end, try !isEnough(time) {
      time = min(end, try next(after: time, step, connection))
      try stop(at: time, platform, connection)
    }
    fire(Self.reports, at: time)
  }

  private func connect() throws(RunnerError) -> Connection {
    do throws(StoreError) { return try Connection(database) } catch { throw RunnerError(error) }
  }

  private func next(
    after time: Instant, _ step: Instant.Span, _ connection: borrowing Connection
  ) throws(RunnerError) -> Instant {
    do throws(StoreError) {
      let due = try connection.first(ReadNextDue()) ?? nil
      let wanted = max(time + step, due?.roundedUp(to: step) ?? time + Self.longestLeap)
      return min(wanted, time + Self.longestLeap)
    } catch {
      throw RunnerError(error)
    }
  }

  private func stop(
    at time: Instant, _ platform: Platform, _ connection: borrowing Connection
  ) throws(RunnerError) {
    clock.stand(at: time)
    try platform.play(until: time, connection)
    let last = minute
    minute = max(minute, time.seconds / 60)
    for event in schedules.due(after: last, through: minute).sorted(by: { $0.time ?? time < $1.time ?? time }) {
      fire(event.type, at: time)
    }
    stops += 1
  }

  /// Fires a timer and waits for all that it causes.
  private func fire(_ timer: String, at time: Instant) {
    stage.bus.publish(.timer(timer, at: time))
    _ = stage.bus.waitUntilIdle(until: .now + .seconds(120))
    stage.callbacks?.hurry()
    _ = stage.callbacks?.waitUntilIdle(until: .now + .seconds(60))
  }
}

extension Manifest.Schedule {
  /// The same timer, in the first hour of each of the deployment's days alone.
  fileprivate var onceADay: Self {
    var fields = cron.description.split(separator: " ")
    fields[1] = "0"
    var daily = self
    daily.cron = CronExpression(fields.joined(separator: " ")) ?? cron
    daily.timeZone = LocalSettings.timeZone
    return daily
  }
}

extension Instant {
  /// This instant, or the next multiple of `step` since the epoch.
  fileprivate func roundedUp(to step: Span) -> Instant {
    let size = step.microseconds
    return Instant(microseconds: (microseconds + size - 1) / size * size)
  }
}
