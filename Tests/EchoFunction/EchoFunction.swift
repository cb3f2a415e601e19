import Domain
import FunctionContract
import FunctionShell
import JSON

/// The smallest handler: it answers with what it was given, or does what the event's type says.
@main
struct EchoFunction: FunctionHandler, ~Copyable {
  static let name = "echo-function"
  private var served = 0

  static func main() { FunctionShell.run(EchoFunction.self) }

  init(environment: Environment) throws(HandlerFailure) {
    if environment["ECHO_REQUIRES"] != nil { _ = try environment.require("ECHO_SETTING") }
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    served += 1
    switch invocation.input {
    case .http(let request, _):
      let headers = ["content-type": request.headers["content-type"] ?? "application/octet-stream"]
      return .http(HTTPResponse(status: 200, headers: headers, cookies: request.cookies, body: request.body))
    case .event(let event): return try answer(event, of: invocation)
    }
  }

  private func answer(_ event: CloudEvent, of invocation: Invocation) throws(HandlerFailure) -> Reply {
    switch event.type {
    case "echo.fail":
      let code = event.data?["code"]?.integer.flatMap { ExitCode(rawValue: Int32(truncatingIfNeeded: $0)) }
      throw HandlerFailure(code ?? .software, "Echo.Failed", "the event asked for a failure")
    case "echo.emit":
      let events = (0..<(event.data?["count"]?.integer ?? 0)).map { index in
        CloudEvent.emitted(by: Self.name, from: invocation, key: String(index), type: "echo.emitted", data: event.data)
      }
      return .done(result: [:], events: events)
    default:
      invocation.log.info("echoing", ["served": .count(served)])
      let remaining = invocation.deadline.remaining.microseconds / 1000
      return .done(result: [
        "data": event.data ?? .null, "now": .string(invocation.now.rfc3339), "served": .integer(served),
        "remaining_ms": .integer(remaining),
      ])
    }
  }
}
