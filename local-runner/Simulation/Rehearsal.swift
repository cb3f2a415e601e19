import Domain
import FunctionContract
import FunctionHost
import Processes
import Store

/// Days in seconds: the real handlers on a database of their own, with a clock that jumps to the next thing to do.
final class Rehearsal {
  let stage: Stage
  let clock: VirtualClock
  private let connectionURL: ConnectionSettings
  private let failures = Monitor<[String]>([])
  private(set) var ticks = 0

  /// The database must hold the schema and the campaigns.
  init(
    _ workspace: Workspace, _ server: PrivateServer, database: String, from start: Instant,
    provider: ProviderSettings = ProviderSettings()
  ) throws(RunnerError) {
    let clock = VirtualClock(start)
    let failures = failures
    var settings = StageSettings()
    settings.database = database
    settings.mode = .warm
    settings.provider = provider
    settings.callbacks = CallbackSettings(delay: .seconds(0), retries: [])
    settings.retry = RetrySchedule(delays: [Instant.Span(microseconds: 50_000), Instant.Span(microseconds: 500_000)])
    settings.clock = { clock.now }
    settings.usesEventClock = true
    settings.log = { _, _ in }
    settings.report = { report in
      guard case .parked = report.decision else { return }
      let reason = report.outcome.flatMap { ReplyDecoder().failure($0.output, exitCode: .software)?.message }
      failures.withLock { $0.append("\(report.function): \(reason ?? report.outcome?.summary ?? "failed")") }
    }
    self.clock = clock
    connectionURL = ConnectionSettings(
      url: try server.url(database: database), applicationName: "local-runner rehearsal",
      timeouts: Timeouts(statement: .hours(1)))
    stage = try Stage(workspace, server, settings)
  }

  /// Lets the platform live, and detection, ticks and senders run, from `start` to `end`, detection at once and then daily.
  func run(from start: Instant, to end: Instant, step: Instant.Span = .hours(1)) throws(RunnerError) {
    let connection = try connect()
    let platform = try Platform(connection)
    var time = start
    var nextDetection = start
    while time < end {
      clock.set(time)
      try platform.play(until: time, connection)
      if time >= nextDetection {
        try carry("timer.detect")
        nextDetection = nextDetection + .days(1)
      }
      try carry("timer.schedule-tick")
      ticks += 1
      let due = try nextDue(connection) ?? end
      time = min(nextDetection, max(time + step, due.roundedUp(to: step)))
    }
    clock.set(end)
    try platform.play(until: end, connection)
  }

  func stop() { stage.stop() }

  /// A connection to the rehearsal's database.
  func connect() throws(RunnerError) -> Connection {
    do throws(StoreError) { return try Connection(connectionURL) } catch { throw RunnerError(error) }
  }

  /// Publishes a timer's event and waits for all that it causes.
  private func carry(_ type: String) throws(RunnerError) {
    stage.bus.publish(.timer(type, at: clock.now))
    _ = stage.bus.waitUntilIdle()
    _ = stage.callbacks?.waitUntilIdle(until: .now + .seconds(60))
    if let refused = stage.callbacks?.failures, refused > 0 {
      throw RunnerError(.software, "at \(clock.now.rfc3339): the webhook refused \(refused) callbacks")
    }
    if let failure = failures.read({ $0.first }) {
      throw RunnerError(.software, "at \(clock.now.rfc3339): \(failure)")
    }
  }

  private func nextDue(_ connection: borrowing Connection) throws(RunnerError) -> Instant? {
    do throws(StoreError) { return try connection.first(ReadNextDue()) ?? nil } catch { throw RunnerError(error) }
  }
}

extension Instant {
  /// This instant, or the next multiple of `step` since the epoch.
  fileprivate func roundedUp(to step: Span) -> Instant {
    let size = step.microseconds
    return Instant(microseconds: (microseconds + size - 1) / size * size)
  }
}
