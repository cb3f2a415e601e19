import FunctionContract
import FunctionShell
import Sending

/// Shows announced messages in the app: re-check, render, claim, insert, record, in one transaction.
@main
struct SendInApp: FunctionHandler, ~Copyable {
  static let name = "send-inapp"

  private var handler: SendHandler<Rows<InAppChannel>>

  static func main() { FunctionShell.run(SendInApp.self) }

  init(environment: Environment) throws(HandlerFailure) {
    let channel = InAppChannel()
    handler = try SendHandler(
      name: SendInApp.name, channel: channel, outlet: Rows(channel), environment: environment)
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply { try handler.handle(invocation) }
}
