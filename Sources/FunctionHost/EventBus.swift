import Domain
public import FunctionContract
import JSON
public import Processes

/// Carries events between functions inside one process: routes by type, keeps the order of equal partition keys,
/// retries by exit code and parks what will not pass.
///
/// It is memory only. What is lost with the process is found again by the next tick: PostgreSQL is the truth.
public final class EventBus: Sendable {
  private let functions: [HostedFunction]
  private let retry: RetrySchedule
  private let deadLetters: DeadLetters?
  private let report: @Sendable (EventReport) -> Void
  private let lanes: Monitor<EventLanes>

  /// Starts `workers` threads; `report` is called after every attempt, from any of them.
  public init(
    _ functions: [HostedFunction], retry: RetrySchedule = .standard, deadLetters: DeadLetters? = nil, workers: Int = 8,
    report: @escaping @Sendable (EventReport) -> Void = { _ in }
  ) {
    self.functions = functions
    self.retry = retry
    self.deadLetters = deadLetters
    self.report = report
    let limits = Dictionary(functions.map { ($0.name, $0.manifest.concurrency.max) }, uniquingKeysWith: max)
    lanes = Monitor(EventLanes(limits: limits, workers: workers))
    for _ in 0..<workers { Thread.start { [self] in work() } }
  }

  /// Queues the event for every function that consumes its type, and says how many those are.
  @discardableResult
  public func publish(_ event: CloudEvent, cause: Int? = nil) -> Int {
    let consumers = functions.filter { $0.manifest.consumes.events.contains { $0.matches(event.type) } }
    lanes.withLock { lanes in
      for function in consumers { lanes.add(event, function: function.name, cause: cause) }
    }
    if consumers.isEmpty {
      report(EventReport(number: 0, cause: cause, event: event, function: "", attempt: 0, decision: .unrouted))
    }
    return consumers.count
  }

  /// Waits until nothing is queued or running; false where `deadline` passes first.
  public func waitUntilIdle(until deadline: Monotonic? = nil) -> Bool {
    lanes.wait(until: deadline) { $0.isIdle ? true : nil } ?? false
  }

  /// Starts nothing further and waits for what is running; queued events are dropped.
  public func stop() {
    lanes.withLock { $0.isStopping = true }
    _ = lanes.wait { $0.workers == 0 ? true : nil }
  }

  private func work() {
    while let job = next() { run(job) }
    lanes.withLock { $0.workers -= 1 }
  }

  /// The next job that may run; nil when the bus stops.
  private func next() -> EventLanes.Job? {
    while true {
      let wakeUp = lanes.read { $0.nextRetry }
      let taken = lanes.wait(until: wakeUp) { lanes -> EventLanes.Job?? in
        if lanes.isStopping { return .some(nil) }
        return lanes.take(at: .now).map { .some($0) }
      }
      if let taken { return taken }
    }
  }

  private func run(_ job: EventLanes.Job) {
    guard let function = functions.first(where: { $0.name == job.function }) else { return }
    var outcome = function.invoke(job.event.json.bytes, attempt: job.attempt)
    var result: JSON?
    var events: [CloudEvent] = []
    if outcome.exitCode == 0 {
      do throws(HandlerFailure) {
        (result, events) = try ReplyDecoder().decode(outcome.output).parts
      } catch {
        outcome.end = .exited(error.exitCode.rawValue)
        outcome.output = EventBus.errorObject(error)
      }
    }
    for event in events { publish(event, cause: job.number) }
    let decision = decide(job, outcome)
    report(
      EventReport(
        number: job.number, cause: job.cause, event: job.event, function: job.function, attempt: job.attempt,
        outcome: outcome, result: result, decision: decision))
    lanes.withLock { lanes in
      if case .retry(let wait) = decision { lanes.retry(job, at: .now + wait) } else { lanes.finish(job) }
    }
  }

  private func decide(_ job: EventLanes.Job, _ outcome: Outcome) -> EventReport.Decision {
    if outcome.exitCode == 0 { return .done }
    if let wait = retry.delay(afterAttempt: job.attempt, exitCode: outcome.exitCode) { return .retry(after: wait) }
    let file = deadLetters?.park(job.event, function: job.function, outcome: outcome, attempts: job.attempt)
    return .parked(file: file)
  }

  private static func errorObject(_ failure: HandlerFailure) -> [UInt8] {
    JSON.object(["errorType": .string(failure.type), "errorMessage": .string(failure.message)]).bytes
  }
}

extension Reply {
  fileprivate var parts: (JSON?, [CloudEvent]) {
    switch self {
    case .done(let result, let events): (result, events)
    case .http(let response, let events): (["statusCode": .integer(response.status)], events)
    }
  }
}
