import Domain
import FunctionContract
import FunctionHost
import Glibc
import JSON
import Processes

/// `invoke <function>`: one event by hand.
struct InvokeCommand: Command {
  static let name = "invoke"
  static let summary = "run one handler on the event that stands on standard input"
  static let manual = Manual(
    words: "<function>",
    text: """
      Runs the handler on the event that stands on standard input, as the gateway and the timers do: with its manifest's limits,
      role and environment. Its reply goes to standard output, its log to standard error, and its exit code is the runner's.
      Emitted events are printed with the reply and go nowhere: `local-runner send` follows them.
      """,
    options: [
      Manual.Option("--stream", nil, "one event a line in, one reply a line out, by one warm process"),
      Manual.Option("--event-clock", nil, "the time is the event's own (REKINDLE_CLOCK=event)"),
    ],
    exits: [(.badEvent, "the event is bad; other codes are the handler's too")])

  private let function: String
  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    function = try options.words(1...1, "the name of a function")[0]
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let workspace = try Workspace(options)
    let isStream = options.has("--stream")
    let server = try? PrivateServer(workspace)
    let handlers = try HandlerSet(
      workspace,
      .init(
        mode: isStream ? .warm : .perEvent, databaseURL: { role in try? server?.url(role: role) },
        environment: try LocalSettings(workspace).environment(gateway: Address.gateway, providers: Address.providers),
        usesEventClock: true))
    let function = try handlers[self.function]
    defer { handlers.close() }
    if isatty(0) == 1 { Console.note("Type the event as JSON and end it with Ctrl-D.") }
    let input = try Files.readAll(0, "standard input", limit: 64 << 20)
    let now = WallClock.now + ahead(server)
    guard isStream else { return answer(function.invoke(stamped(input, now))) }
    var worst: Int32 = 0
    for line in input.split(separator: 0x0A) where !line.allSatisfy({ $0 == 0x20 }) {
      worst = max(worst, answer(function.invoke(stamped(Array(line), now))))
    }
    return worst
  }

  /// How far the project's clock is before the wall clock; not at all where no database runs.
  private func ahead(_ server: PrivateServer?) -> Instant.Span {
    guard let connection = try? server?.connection() else { return .seconds(0) }
    return (try? RunnerSchema.readClock(connection)) ?? .seconds(0)
  }

  /// The event or request with the project's time, unless its own is wanted.
  private func stamped(_ input: [UInt8], _ now: Instant) -> [UInt8] {
    guard !options.has("--event-clock"), var members = (try? JSON.parse(input))?.object else { return input }
    if members["specversion"] != nil { members["time"] = .string(now.rfc3339) }
    if var context = members["requestContext"]?.object {
      context["timeEpoch"] = .integer(now.microseconds / 1000)
      members["requestContext"] = .object(context)
    }
    return JSON.object(members).bytes
  }

  private func answer(_ outcome: Outcome) -> Int32 {
    let text = String(decoding: outcome.output, as: UTF8.self).trimmed
    if !text.isEmpty { Console.say(text) }
    switch outcome.end {
    case .exited: break
    default: Console.complain("\(function): \(outcome.summary)")
    }
    return outcome.exitCode
  }
}
