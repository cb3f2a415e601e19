import Domain
import FunctionContract
import FunctionHost
import JSON
import Processes
import Store

/// Days in seconds: the real handlers on a database, with a time lapse that ends at the first failure.
final class Rehearsal {
  let stage: Stage
  private let database: ConnectionSettings
  private let lapse: TimeLapse
  private let failures: Monitor<[String]>

  /// The database must hold the schema and the campaigns.
  init(
    _ workspace: Workspace, _ server: PrivateServer, database: String, from start: Instant, keepsMail: Bool,
    provider: ProviderSettings = ProviderSettings(), handlers: [String: String] = [:]
  ) throws(RunnerError) {
    let failures = Monitor<[String]>([])
    var settings = StageSettings()
    settings.database = database
    settings.mode = .warm
    settings.provider = provider
    settings.callbacks = CallbackSettings(delay: .seconds(5), retries: [])
    settings.retry = RetrySchedule(delays: [Instant.Span(microseconds: 50_000), Instant.Span(microseconds: 500_000)])
    settings.clock = StageClock(standingAt: start)
    settings.keepsMail = keepsMail
    settings.handlers = handlers
    settings.publicURL = Address.gateway
    settings.log = { _, _ in }
    settings.report = { report in
      guard case .parked = report.decision else { return }
      let reason = report.outcome.flatMap { ReplyDecoder().failure($0.output, exitCode: .software)?.message }
      failures.withLock { $0.append("\(report.function): \(reason ?? report.outcome?.summary ?? "failed")") }
    }
    self.failures = failures
    self.database = try server.settings(database: database)
    stage = try Stage(workspace, server, settings)
    stage.open(nil)
    lapse = TimeLapse(stage, database: self.database, firesTheLastDay: true)
  }

  var clock: StageClock { stage.clock }
  var stops: Int { lapse.stops }

  /// Lets the platform live, and timers, senders and callbacks work, until `end`; `onStop` hears of every stop.
  func run(
    to end: Instant, step: Instant.Span = .hours(1), onStop: (Instant) -> Void = { _ in }
  ) throws(RunnerError) {
    try lapse.run(to: end, step: step) { time throws(RunnerError) in
      onStop(time)
      try check(time)
      return false
    }
    try check(end)
  }

  func stop() { stage.stop() }

  /// Fires one timer now and waits for all that it causes.
  func fire(_ timer: String) throws(RunnerError) {
    stage.bus.publish(.timer(timer, at: clock.now))
    try settle()
  }

  /// Waits for all that requests have caused.
  func settle() throws(RunnerError) {
    try stage.settle(within: .minutes(5))
    try check(clock.now)
  }

  /// What the handlers answer a browser, with the first key of a setting where one is named.
  func ask(_ method: String, _ path: String, query: String = "", key setting: String? = nil, body: JSON? = nil)
    -> HTTPResponse
  {
    let key = setting.flatMap { stage.environment[$0]?.split(separator: ",").first }
    var headers = ["user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"]
    headers["authorization"] = key.map { "Bearer \($0)" }
    if body != nil { headers["content-type"] = "application/json" }
    if method == "PATCH" { headers["if-match"] = "*" }  // nobody else changes anything here
    return stage.gateway.answer(
      HTTPRequest(
        method: method, rawPath: path, rawQuery: query, headers: headers, body: body?.bytes ?? [], time: clock.now))
  }

  /// The rows of a query on the rehearsal's database.
  func rows<Wanted: Statement>(_ statement: Wanted) throws(RunnerError) -> [Wanted.Row] {
    let connection = try connect()
    do throws(StoreError) { return try connection.run(statement) } catch { throw RunnerError(error) }
  }

  /// A connection to the rehearsal's database.
  func connect() throws(RunnerError) -> Connection {
    do throws(StoreError) { return try Connection(database) } catch { throw RunnerError(error) }
  }

  private func check(_ time: Instant) throws(RunnerError) {
    if let refused = stage.callbacks?.failures, refused > 0 {
      throw RunnerError(.software, "at \(time.rfc3339): the webhook refused \(refused) callbacks")
    }
    if let failure = failures.read({ $0.first }) {
      throw RunnerError(.software, "at \(time.rfc3339): \(failure)")
    }
  }
}
