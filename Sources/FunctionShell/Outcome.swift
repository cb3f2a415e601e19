import FunctionContract
import JSON

/// What one invocation says to its host: a line for standard output and an exit code.
struct Outcome {
  let line: [UInt8]
  let exitCode: ExitCode

  init(reply: [UInt8]) {
    line = reply + [UInt8(ascii: "\n")]
    exitCode = .done
  }

  /// The error object; warm mode adds the exit code, which a process of its own tells by exiting.
  init(_ failure: HandlerFailure, isWarm: Bool) {
    var members: [String: JSON] = ["errorType": .string(failure.type), "errorMessage": .string(failure.message)]
    if isWarm { members["exitCode"] = .integer(Int(failure.exitCode.rawValue)) }
    line = JSON.object(members).bytes + [UInt8(ascii: "\n")]
    exitCode = failure.exitCode
  }
}
