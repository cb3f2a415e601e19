import Adapters
import Channels
import Domain
import FunctionContract
import JSON
import Transport

/// Lambda's runtime API: takes invocations and gives answers back.
///
/// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
struct LambdaRuntime: Sendable {
  /// One call of the function.
  struct Invocation: Sendable {
    let id: String
    /// When Lambda ends the call.
    let deadline: Instant?
    /// The trace header of X-Ray.
    let trace: String?
    /// The payload; nil where it is larger than Lambda's own limit.
    let payload: [UInt8]?
  }

  /// Why the process is of no use any more.
  struct Gone: Error {
    let reason: String
  }

  private let base: String
  private let client: HTTPClient

  /// The API at `host:port`.
  init(api: String) throws(HostError) {
    base = "http://\(api)/2018-06-01/runtime"
    do throws(TransportError) { client = try HTTPClient(answerLimit: 7 << 20) } catch {
      throw HostError(.software, "\(error)")
    }
  }

  /// Waits for the next call, for as long as it takes.
  func next() throws(Gone) -> Invocation {
    let observation = client.send(.init("\(base)/invocation/next", timeout: nil))
    guard case .answered(let answer) = observation, answer.status == 200,
      let id = answer.header("lambda-runtime-aws-request-id"), !id.isEmpty
    else { throw Gone(reason: "the runtime API gave no invocation: \(LambdaRuntime.summary(observation))") }
    let end = answer.header("lambda-runtime-deadline-ms").flatMap { Int($0) }.flatMap {
      (0...1 << 50).contains($0) ? Instant(microseconds: $0 * 1000) : nil
    }
    return Invocation(
      id: id, deadline: end, trace: answer.header("lambda-runtime-trace-id"),
      payload: answer.isComplete ? answer.body : nil)
  }

  /// Answers the call `id`; what Lambda does not take becomes the call's failure.
  func respond(_ id: String, _ body: [UInt8]) throws(Gone) {
    let status = try post("invocation/\(id)/response", body, [])
    if status == 413 {
      try fail(id, type: "Reply.TooLarge", message: "the reply has \(body.count) bytes, more than Lambda takes")
    }
  }

  /// Tells that the call `id` has failed.
  func fail(_ id: String, type: String, message: String) throws(Gone) {
    try report("invocation/\(id)/error", type: type, message: message)
  }

  /// Tells that the process cannot start.
  func failToStart(type: String, message: String) throws(Gone) {
    try report("init/error", type: type, message: message)
  }

  private func report(_ path: String, type: String, message: String) throws(Gone) {
    let body = LambdaReply.failure(type: type, message: message)
    let isName = type.utf8.count <= 128 && type.utf8.allSatisfy { (0x21..<0x7F).contains($0) }
    let header = HTTPCall.Header("Lambda-Runtime-Function-Error-Type", isName ? type : "Function.Failed")
    _ = try post(path, body.bytes, [header])
  }

  /// The status of a POST: 500 means that Lambda is about to end the process anyway.
  private func post(_ path: String, _ body: [UInt8], _ headers: [HTTPCall.Header]) throws(Gone) -> Int {
    let observation = client.send(
      .init(
        "\(base)/\(path)", headers: [.init("Content-Type", "application/json")] + headers, body: body,
        timeout: .seconds(30)))
    guard case .answered(let answer) = observation, answer.status < 500 else {
      throw Gone(reason: "the runtime API took no answer: \(LambdaRuntime.summary(observation))")
    }
    return answer.status
  }

  private static func summary(_ observation: Observation) -> String {
    switch observation {
    case .answered(let answer): "status \(answer.status)"
    case .notSent(let what), .interrupted(let what): what.rawValue
    case .tooLate, .refused: "refused"
    }
  }
}
