import Domain
import FunctionContract
import JSON

/// What the environment says about every invocation of a process: clock, time limit, log (docs/architecture.md).
struct InvocationSettings {
  private let usesEventClock: Bool
  private let endMilliseconds: Int?
  private let timeout: Instant.Span
  private let attempt: Int?
  private let threshold: Log.Severity
  private let function: String

  /// Reads the settings; a value that is not understood is exit code 78.
  init(_ environment: Environment, function: String) throws(HandlerFailure) {
    self.function = function
    switch environment["REKINDLE_CLOCK"] {
    case nil, "wall": usesEventClock = false
    case "event": usesEventClock = true
    default: throw InvocationSettings.refused("REKINDLE_CLOCK", "event, or leave it unset for the wall clock")
    }
    endMilliseconds = try InvocationSettings.natural("REKINDLE_DEADLINE_MS", in: environment)
    timeout = Instant.Span(
      microseconds: (try InvocationSettings.natural("REKINDLE_TIMEOUT_MS", in: environment) ?? 30_000) * 1000)
    attempt = try InvocationSettings.natural("REKINDLE_ATTEMPT", in: environment)
    switch environment["REKINDLE_LOG_LEVEL"] {
    case nil, "info": threshold = .info
    case "debug": threshold = .debug
    case "warning": threshold = .warning
    case "error": threshold = .error
    default: throw InvocationSettings.refused("REKINDLE_LOG_LEVEL", "debug, info, warning or error")
    }
  }

  /// The invocation for `input`, beginning now; 65 where the event's clock is asked for and the event has no time.
  ///
  /// `REKINDLE_DEADLINE_MS` is one moment and binds a process with one event; in warm mode each event has `REKINDLE_TIMEOUT_MS`.
  func invocation(_ input: Invocation.Input, isWarm: Bool) throws(HandlerFailure) -> Invocation {
    let wall = WallClock.now
    let end = isWarm ? nil : endMilliseconds
    let deadline = Deadline(after: end.map { Instant(microseconds: $0 * 1000) - wall } ?? timeout)
    guard usesEventClock else { return Invocation(input: input, now: wall, deadline: deadline, log: log(input)) }
    guard let now = input.time else {
      throw HandlerFailure(
        .badEvent, "Event.NoTime", "REKINDLE_CLOCK=event needs an event with a time: add \"time\" (RFC 3339)")
    }
    return Invocation(input: input, now: now, deadline: deadline, log: log(input))
  }

  /// The log of one invocation, or of a process that has not decoded its input.
  func log(_ input: Invocation.Input?) -> Log {
    var context: [String: JSON] = ["fn": .string(function)]
    context["attempt"] = attempt.map(JSON.integer)
    context["event_id"] = (input?.id).map { .string(String($0.prefix(128))) }
    context["event_type"] = (input?.type).map { .string(String($0.prefix(128))) }
    context["trace"] = (input?.traceID).map(JSON.string)
    return Log(context: context, threshold: threshold, write: { Output.write($0, to: 2) })
  }

  private static func natural(_ name: String, in environment: Environment) throws(HandlerFailure) -> Int? {
    guard let text = environment[name] else { return nil }
    guard let value = Int(text), (0...1 << 50).contains(value) else { throw refused(name, "a whole number") }
    return value
  }

  private static func refused(_ name: String, _ wanted: String) -> HandlerFailure {
    HandlerFailure(.configuration, "Configuration.Invalid", "set the environment variable \(name) to \(wanted)")
  }
}
