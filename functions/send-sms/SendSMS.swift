import Dispatching
import FunctionContract
import FunctionShell
import Sending

/// Sends announced text messages: re-check, render, claim, call the provider, record.
@main
struct SendSMS: FunctionHandler, ~Copyable {
  static let name = "send-sms"

  private var handler: SendHandler<Wire<TextChannel>>

  static func main() { FunctionShell.run(SendSMS.self) }

  init(environment: Environment) throws(HandlerFailure) {
    handler = try SendHandler(
      name: SendSMS.name, channel: TextChannel(), outlet: Wire(Providers.sms, usual: Providers.usual, environment),
      environment: environment)
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply { try handler.handle(invocation) }
}
