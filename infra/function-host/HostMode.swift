import FunctionContract
import FunctionShell

/// How the host meets its platform, told by the environment (docs/deploy/README.md).
enum HostMode: Equatable {
  /// AWS Lambda's runtime API at `host:port`.
  case lambda(api: String)
  /// An Azure Functions custom handler.
  case azure(port: UInt16)
  /// OpenWhisk's action loop: a line in on standard input, a line out on descriptor 3.
  case actionLoop(acknowledges: Bool)
  /// OpenWhisk's black box: `/init` and `/run`.
  case blackBox(port: UInt16)
  /// CloudEvents, and requests for the function's routes.
  case http(port: UInt16)
  /// One event, given by a variable.
  case inline(String)
  /// One event, given by a file.
  case file(String)
  /// One event on standard input.
  case standardInput

  /// The mode that the first of the platforms' variables asks for.
  init(_ environment: Environment, fileExists: (String) -> Bool) throws(HostError) {
    if let api = environment["AWS_LAMBDA_RUNTIME_API"] {
      self = .lambda(api: api)
    } else if let port = try HostMode.port("FUNCTIONS_CUSTOMHANDLER_PORT", environment) {
      self = .azure(port: port)
    } else if environment["__OW_ACTION_NAME"] != nil || environment["__OW_WAIT_FOR_ACK"] != nil {
      self = .actionLoop(acknowledges: environment["__OW_WAIT_FOR_ACK"] != nil)
    } else if environment["__OW_API_HOST"] != nil {
      self = .blackBox(port: try HostMode.port("PORT", environment) ?? 8080)
    } else if let port = try HostMode.port("PORT", environment) {
      self = .http(port: port)
    } else if let event = environment["REKINDLE_EVENT"] {
      self = .inline(event)
    } else if let folder = environment["K_EVENT_PATH"] {
      self = .file(folder + "/event")
    } else if fileExists(HostMode.jobSinkEvent) {
      self = .file(HostMode.jobSinkEvent)
    } else {
      self = .standardInput
    }
  }

  /// Whether whoever calls a function reads the events of its replies: a job's output is only logged, and who asks for a
  /// page takes nothing else.
  func callerTakesEvents(of manifest: Manifest) -> Bool {
    switch self {
    case .inline, .file: false
    case .standardInput: true
    default: !manifest.consumes.events.isEmpty
    }
  }

  /// Where Knative's JobSink puts the event.
  private static let jobSinkEvent = "/etc/jobsink-event/event"

  private static func port(_ name: String, _ environment: Environment) throws(HostError) -> UInt16? {
    guard let text = environment[name] else { return nil }
    guard let port = UInt16(text) else { throw HostError(.configuration, "set \(name) to a port number, not \(text)") }
    return port
  }
}
