public import Domain
public import FunctionContract
import JSON
import Processes

/// HTTP for functions: a request becomes a payload 2.0 document, the handler's reply becomes the response.
public final class Gateway: Sendable {
  private let functions: [HostedFunction]
  /// Takes the events of a reply; a failure where one has no place to go.
  public typealias Publish = @Sendable ([CloudEvent]) throws(HandlerFailure) -> Void
  private let publish: Publish
  private let report: @Sendable (HandlerFailure) -> Void
  private let clock: @Sendable () -> Instant
  private let nextRequest = Monitor(0)
  private let run = String(WallClock.now.microseconds, radix: 36)

  /// `publish` takes the events of replies; `clock` is the time that requests carry; `report` hears of the failures that
  /// no handler has told.
  public init(
    _ functions: [HostedFunction], clock: @escaping @Sendable () -> Instant = { WallClock.now },
    report: @escaping @Sendable (HandlerFailure) -> Void = { _ in }, publish: @escaping Publish
  ) {
    self.functions = functions
    self.publish = publish
    self.report = report
    self.clock = clock
  }

  /// The exchange's request in the contract's form, with an id and the clock's time.
  public func request(_ exchange: HTTPExchange) -> HTTPRequest {
    let number = nextRequest.withLock { number in
      number += 1
      return number
    }
    var request = exchange.request(id: "\(run)-\(number)")
    request.time = clock()
    return request
  }

  /// Answers a request through the function whose route it matches, waiting for it; 404 or 405 where there is none.
  ///
  /// - Parameter time: What the platform allows where that is less than the manifest's time limit.
  public func answer(_ request: HTTPRequest, within time: Instant.Span? = nil) -> HTTPResponse {
    let method = request.method == "HEAD" ? "GET" : request.method
    guard let function = function(method, request.rawPath) else {
      let others = Route.methods.filter { function($0, request.rawPath) != nil }
      if others.isEmpty { return .plain(404, "nothing is served at this address") }
      var answer = HTTPResponse.plain(405, "this address answers to \(others.joined(separator: ", "))")
      answer.headers["allow"] = others.joined(separator: ", ")
      return answer
    }
    let input = request.json.bytes
    let limit = function.manifest.limits.inputBytes
    if input.count > limit {
      return .bodyTooLarge(limit: Gateway.fittingBody(of: request, taking: input.count, limit: limit))
    }
    return response(to: function.invoke(input, within: time))
  }

  /// How large a body of this kind may be: in the event it takes more bytes than by itself.
  ///
  /// Eight are kept back for base64.
  private static func fittingBody(of request: HTTPRequest, taking count: Int, limit: Int) -> Int {
    var empty = request
    empty.body = []
    let frame = empty.json.bytes.count
    return max(0, limit - frame - 8) * request.body.count / max(1, count - frame)
  }

  private func function(_ method: String, _ path: String) -> HostedFunction? {
    functions.first { function in
      function.manifest.consumes.routes.contains { $0.parameters(method: method, path: path) != nil }
    }
  }

  private func response(to outcome: Outcome) -> HTTPResponse {
    guard outcome.exitCode == 0 else {
      if outcome.told == nil { report(outcome.failure) }
      return Gateway.failure(outcome.exitCode)
    }
    do throws(HandlerFailure) {
      let (response, events) = try Gateway.reply(outcome.output)
      try publish(events)
      return response
    } catch {
      report(error)
      return Gateway.failure(error.exitCode.rawValue)
    }
  }

  private static func reply(_ output: [UInt8]) throws(HandlerFailure) -> (HTTPResponse, [CloudEvent]) {
    guard case .http(let response, let events) = try ReplyDecoder().decode(output),
      (200...599).contains(response.status)
    else { throw HandlerFailure(.software, "Bug.Reply", "the reply is no HTTP response with a status from 200 to 599") }
    return (response, events)
  }

  /// What a browser sees of a failed handler; the reason stands in the log only.
  private static func failure(_ exitCode: Int32) -> HTTPResponse {
    let status = ExitCode.httpStatus(exitCode)
    var answer = HTTPResponse.plain(status, reasons[status] ?? "something went wrong here")
    if status == 503 { answer.headers["retry-after"] = "5" }
    return answer
  }

  private static let reasons = [
    400: "the request cannot be understood", 403: "this is not allowed", 503: "try again in a moment",
    504: "the answer took too long",
  ]
}
