import Adapters
import FunctionContract
import FunctionHost
import JSON
import Publishing

/// How a platform posts events over HTTP and what it reads from the answer (docs/deploy/README.md).
enum HTTPDialect: Sendable {
  case cloudEvents
  case azure
  case openWhisk

  /// The answer to the sender of a handled event.
  func answer(_ handled: Handled, to request: HTTPRequest) -> HTTPResponse {
    switch (self, handled) {
    case (.cloudEvents, .done(_, let events)): HTTPDialect.reply(events, to: request)
    case (_, .done(let result, let events)): .json(200, AzureInvocation.reply(result: result, events: events))
    case (_, .failed(let failure)): HTTPDialect.refusal(failure)
    }
  }

  /// Never plain JSON to a sender of CloudEvents: a broker would take it for a failure (docs/deploy/README.md).
  private static func reply(_ events: [CloudEvent], to request: HTTPRequest) -> HTTPResponse {
    switch events.count {
    case 0: return HTTPResponse(status: 202)
    case 1: return .json(200, events[0].json, type: "application/cloudevents+json")
    default:
      let wanted = request.headers["accept"]?.lowercased() ?? ""
      guard wanted.contains("application/cloudevents-batch+json") else {
        return refusal(HandlingFailure(EventPublisher.nowhere(events)))
      }
      return .json(200, .array(events.map(\.json)), type: "application/cloudevents-batch+json")
    }
  }

  private static func refusal(_ failure: HandlingFailure) -> HTTPResponse {
    var response = HTTPResponse.json(ExitCode.httpStatus(failure.exitCode), failure.json)
    if response.status == 503 { response.headers["retry-after"] = "5" }
    return response
  }
}

extension HTTPResponse {
  /// A JSON document as an answer.
  static func json(_ status: Int, _ body: JSON, type: String = "application/json") -> HTTPResponse {
    HTTPResponse(status: status, headers: ["content-type": type], body: body.bytes)
  }
}
