import Domain
import FunctionContract
import FunctionHost
import JSON
import Processes

/// Lambda's runtime API for one call: the function gets it once, and gives its answer or dies.
final class LambdaCall: Sendable {
  private struct State {
    var payload: [UInt8]?
    /// Whether it ended well; nil while it has not.
    var isDone: Bool?
    var isOver = false
  }

  private let state: Monitor<State>
  private let server: HTTPServer

  init() throws {
    let state = Monitor(State())
    self.state = state
    server = try HTTPServer(HTTPServerSettings(bodyLimit: 8 << 20, idleTime: .seconds(600))) { exchange in
      if exchange.path.hasSuffix("/invocation/next") {
        return .later { responder in Thread.start { responder.answer(LambdaCall.next(state)) } }
      }
      state.withLock { $0.isDone = exchange.path.hasSuffix("/response") }
      return .now(HTTPResponse(status: 202, headers: ["content-type": "application/json"], body: Array("{}".utf8)))
    }
  }

  /// Where the function asks.
  var address: String { "127.0.0.1:\(server.port)" }

  /// Calls the function; whether it answered, false also where the call was given up.
  func deliver(_ payload: [UInt8]) -> Bool {
    state.withLock { $0.payload = payload }
    return state.wait(until: .now + .seconds(60)) { $0.isOver ? false : $0.isDone } ?? false
  }

  /// Gives the call up, and lets the function's own question go.
  func stop() {
    state.withLock { $0.isOver = true }
    server.stop()
  }

  private static func next(_ state: Monitor<State>) -> HTTPResponse {
    let payload = state.wait { state -> [UInt8]?? in
      if state.isOver { return .some(nil) }
      guard let payload = state.payload else { return nil }
      state.payload = nil
      return .some(payload)
    }
    guard let payload = payload ?? nil else { return HTTPResponse(status: 500) }
    let headers = [
      "lambda-runtime-aws-request-id": "1", "lambda-runtime-deadline-ms": "\(WallClock.milliseconds + 60_000)",
    ]
    return HTTPResponse(status: 200, headers: headers, body: payload)
  }
}

extension WallClock {
  fileprivate static var milliseconds: Int { now.microseconds / 1000 }
}
