import Domain
import FunctionContract
import FunctionHost
import Glibc
import JSON
import Processes
import TestKit

/// Lambda's runtime API as the documentation describes it, with `function-host` at its other end.
final class RuntimeAPI: Sendable {
  /// What the function gave back for one invocation.
  struct Answer: Sendable, Equatable {
    /// `response` or `error`.
    var kind: String
    var body: JSON
    /// `Lambda-Runtime-Function-Error-Type`.
    var errorType: String?
  }

  private struct State {
    var waiting: [(id: String, payload: [UInt8], headers: [String: String])] = []
    var answers: [String: Answer] = [:]
    var number = 0
    var inNext = 0
    var isOver = false
  }

  private let state: Monitor<State>
  private let server: HTTPServer
  let process: SpawnedProcess
  private let folder: FunctionsFolder

  /// Starts the function; `refusing` is the status that `/response` answers instead of 202.
  init(
    _ folder: FunctionsFolder, _ environment: [String: String] = ["REKINDLE_EVENTS_TO": "reply"], refusing: Int = 202
  ) throws {
    let state = Monitor(State())
    self.state = state
    self.folder = folder
    server = try HTTPServer(HTTPServerSettings(bodyLimit: 8 << 20, idleTime: .seconds(600))) { exchange in
      if exchange.path.hasSuffix("/invocation/next") {
        return .later { responder in Thread.start { responder.answer(RuntimeAPI.next(state)) } }
      }
      return .now(RuntimeAPI.answer(exchange, state, refusing))
    }
    let api = ["AWS_LAMBDA_RUNTIME_API": "127.0.0.1:\(server.port)"]
    process = try folder.host(environment.merging(api) { $1 }).start()
  }

  /// Ends the function and then the server.
  func stop() -> Spawn.Result {
    process.signal(SIGTERM)
    let result = process.finish()
    close()
    return result
  }

  /// Waits for the function to end by itself.
  func finish() -> Spawn.Result {
    let result = process.finish()
    close()
    return result
  }

  private func close() {
    state.withLock { $0.isOver = true }
    server.stop()
  }

  /// Calls the function and waits for its answer; nil where none comes.
  func invoke(_ payload: String, seconds: Double = 10, trace: String? = nil) -> Answer? {
    let id = start(payload, seconds: seconds, trace: trace)
    return state.wait(until: .now + .seconds(20)) { $0.answers[id] }
  }

  /// Calls the function and waits for nothing; the call's id.
  func start(_ payload: String, seconds: Double = 10, trace: String? = nil) -> String {
    let end = WallClock.now.microseconds / 1000 + Int(seconds * 1000)
    return state.withLock { state in
      state.number += 1
      let id = "00000000-0000-4000-8000-00000000000\(state.number)"
      var headers = ["lambda-runtime-aws-request-id": id, "lambda-runtime-deadline-ms": "\(end)"]
      headers["lambda-runtime-trace-id"] = trace
      state.waiting.append((id, Array(payload.utf8), headers))
      return id
    }
  }

  /// What the function has answered so far.
  func answer(to call: String) -> Answer? { state.read { $0.answers[call] } }

  /// What the function said of its start; nil where it says nothing.
  func initError() -> Answer? { state.wait(until: .now + .seconds(20)) { $0.answers["init"] } }

  /// Waits until so many threads of the function wait for an invocation.
  func waitForThreads(_ count: Int) -> Bool {
    state.wait(until: .now + .seconds(20)) { $0.inNext == count ? true : nil } ?? false
  }

  private static func answer(_ exchange: HTTPExchange, _ state: Monitor<State>, _ refusing: Int) -> HTTPResponse {
    let path = exchange.path.split(separator: "/")
    guard path.starts(with: ["2018-06-01", "runtime"]) else { return .plain(404, "no such address") }
    switch (exchange.method, path.dropFirst(2).map(String.init)) {
    case ("POST", ["init", "error"]): return keep(exchange, "init", "error", state)
    case ("POST", let parts) where parts.count == 3 && parts[0] == "invocation":
      if parts[2] == "response", refusing != 202 { return HTTPResponse(status: refusing) }
      return keep(exchange, parts[1], parts[2], state)
    default: return .plain(404, "no such address")
    }
  }

  private static func next(_ state: Monitor<State>) -> HTTPResponse {
    state.withLock { $0.inNext += 1 }
    let taken = state.wait { state -> (payload: [UInt8], headers: [String: String])?? in
      if state.isOver { return .some(nil) }
      guard !state.waiting.isEmpty else { return nil }
      let first = state.waiting.removeFirst()
      state.inNext -= 1
      return .some((first.payload, first.headers))
    }
    guard let (payload, headers) = taken ?? nil else { return HTTPResponse(status: 500) }
    return HTTPResponse(status: 200, headers: headers, body: payload)
  }

  private static func keep(
    _ exchange: HTTPExchange, _ id: String, _ kind: String, _ state: Monitor<State>
  ) -> HTTPResponse {
    let answer = Answer(
      kind: kind, body: (try? JSON.parse(exchange.body)) ?? .null,
      errorType: exchange.header("lambda-runtime-function-error-type"))
    state.withLock { $0.answers[id] = answer }
    return HTTPResponse(status: 202, headers: ["content-type": "application/json"], body: Array("{}".utf8))
  }
}
