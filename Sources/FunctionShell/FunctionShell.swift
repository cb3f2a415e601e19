import FunctionContract
import Glibc
import JSON

/// The process around a handler: standard input, decoding, `handle`, one line on standard output, an exit code.
///
/// It is the handler's side of docs/architecture.md; a handler's `main` is one call of `run`.
public enum FunctionShell {
  /// The version that `--version` prints.
  public static let version = "0.1.0"

  /// Serves one event, or with `--stream` one event a line, and exits with the contract's exit code.
  public static func run<Handler: FunctionHandler & ~Copyable>(_: Handler.Type) -> Never {
    signal(SIGPIPE, SIG_IGN)
    var noCore = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &noCore)
    exit(code(Handler.self, Mode(CommandLine.arguments.dropFirst())).rawValue)
  }

  private static func code<Handler: FunctionHandler & ~Copyable>(_: Handler.Type, _ mode: Mode?) -> ExitCode {
    let usage = "usage: \(Handler.name) [--stream | --version | --help] < event.json\n"
    switch mode {
    case .once: return serve(Handler.self, isWarm: false)
    case .stream: return serve(Handler.self, isWarm: true)
    case .help:
      Output.write(Array(usage.utf8), to: 1)
      return .done
    case .version:
      Output.write(Array("\(Handler.name) \(version)\n".utf8), to: 1)
      return .done
    case nil:
      Output.write(Array(usage.utf8), to: 2)
      return .usage
    }
  }

  private static func serve<Handler: FunctionHandler & ~Copyable>(_: Handler.Type, isWarm: Bool) -> ExitCode {
    var input = StandardInput(limit: JSONLimits.event.bytes)
    do throws(HandlerFailure) {
      var session = try Session<Handler>(environment: .process, isWarm: isWarm)
      return isWarm ? stream(&input, to: &session) : reply(session.answer(input.all()))
    } catch {
      Log(context: ["fn": .string(Handler.name)], threshold: .info, write: { Output.write($0, to: 2) }).failure(error)
      return reply(Outcome(error, isWarm: isWarm))
    }
  }

  private static func stream<Handler: FunctionHandler & ~Copyable>(
    _ input: inout StandardInput, to session: inout Session<Handler>
  ) -> ExitCode {
    while true {
      let lines = input.lines(most: Handler.together)
      if lines.isEmpty { return .done }
      let outcomes = session.answer(lines.map { if case .line(let bytes) = $0 { bytes } else { nil } })
      for outcome in outcomes {
        let code = reply(outcome)
        if session.isBroken || code == .temporary && outcome.exitCode == .done { return code }
      }
    }
  }

  /// Writes the outcome's line; a reply that nobody took is worth another try.
  private static func reply(_ outcome: Outcome) -> ExitCode {
    let isTaken = Output.write(outcome.line, to: 1)
    return isTaken || outcome.exitCode != .done ? outcome.exitCode : .temporary
  }
}
