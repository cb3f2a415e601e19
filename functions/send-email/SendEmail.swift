import Dispatching
import FunctionContract
import FunctionShell
import Mail
import Sending

/// Sends announced emails: re-check, render, claim, call the provider, record.
@main
struct SendEmail: FunctionHandler, ~Copyable {
  static let name = "send-email"

  private var handler: SendHandler<Wire<EmailChannel>>

  static func main() { FunctionShell.run(SendEmail.self) }

  init(environment: Environment) throws(HandlerFailure) {
    handler = try SendHandler(
      name: SendEmail.name, channel: EmailChannel(environment), outlet: Wire(MailProviders.all, environment),
      environment: environment)
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply { try handler.handle(invocation) }
}
