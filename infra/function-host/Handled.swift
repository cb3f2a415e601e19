import FunctionContract
import JSON

/// What became of an event.
enum Handled: Sendable {
  /// The handler's result, and the events that were left to the caller.
  case done(result: JSON, events: [CloudEvent])
  case failed(HandlingFailure)
}

/// Why an event was not handled, in words without personal data.
struct HandlingFailure: Error, Sendable {
  /// The contract's code, or 128 + n where signal n ended the handler.
  let exitCode: Int32
  let type: String
  let message: String

  init(_ failure: HandlerFailure) {
    exitCode = failure.exitCode.rawValue
    type = failure.type
    message = failure.message
  }

  init(exitCode: Int32, type: String, message: String) {
    self.exitCode = exitCode
    self.type = type
    self.message = message
  }

  /// Runs `body`; what it throws is told in the host's words.
  static func translating<Value>(
    _ body: () throws(HandlerFailure) -> Value
  ) throws(HandlingFailure) -> Value {
    do throws(HandlerFailure) { return try body() } catch { throw HandlingFailure(error) }
  }

  /// The contract's error object (docs/architecture.md).
  var json: JSON { ["errorType": .string(type), "errorMessage": .string(message)] }
}
