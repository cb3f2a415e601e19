import FunctionContract
import FunctionShell
import Sending

/// Puts announced messages on the worklist: re-check, render, claim, insert, record, in one transaction.
@main
struct SendWorklist: FunctionHandler, ~Copyable {
  static let name = "send-worklist"

  private var handler: SendHandler<Rows<WorklistChannel>>

  static func main() { FunctionShell.run(SendWorklist.self) }

  init(environment: Environment) throws(HandlerFailure) {
    let channel = WorklistChannel()
    handler = try SendHandler(
      name: SendWorklist.name, channel: channel, outlet: Rows(channel), environment: environment)
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply { try handler.handle(invocation) }
}
