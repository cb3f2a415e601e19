import Domain
import FunctionContract
import Glibc
import JSON
import Processes

/// Starts a program for each event: the bridge to a bus that has a command-line client.
struct ProgramSink: EventSink {
  private let path: String
  private let environment: [String: String]

  /// Fails with exit code 78 where `path` cannot be executed; `environment` is all that the program sees.
  init(path: String, environment: [String: String]) throws(HandlerFailure) {
    guard access(path, X_OK) == 0 else {
      throw HandlerFailure(
        .configuration, "Configuration.Invalid", "\(EventDestinations.variable): \(path) cannot be executed")
    }
    self.path = path
    self.environment = environment
  }

  func hand(_ events: [CloudEvent], timeout: () -> Instant.Span) -> Delivery {
    let spawner = Spawner { [log = ProgramSink.log] in log.pass($0) }
    for (index, event) in events.enumerated() {
      let limits = ProcessLimits(wallTime: timeout(), output: 64 << 10, log: 64 << 10)
      let program = Executable(path: path, arguments: [event.type], environment: environment, limits: limits)
      let outcome = spawner.run(program, input: event.json.bytes)
      if let fault = Fault(outcome) { return Delivery(left: Array(events[index...]), fault: fault) }
    }
    return .complete
  }

  /// What the program complains about stands in the host's own log.
  private static let log = Log(context: ["fn": "publisher"], threshold: .info) { line in
    line.withUnsafeBytes { _ = write(2, $0.baseAddress, $0.count) }
  }
}

extension Fault {
  /// The fault that an ended program tells; nil where it exited with 0.
  fileprivate init?(_ outcome: Outcome) {
    if outcome.exitCode == 0 { return nil }
    let lasting: [ExitCode] = [.usage, .badEvent, .forbidden, .configuration]
    self.init("exit_\(outcome.exitCode)", mayPass: !lasting.contains { $0.rawValue == outcome.exitCode })
  }
}
