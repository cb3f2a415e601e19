import Dispatching
import FunctionContract
import FunctionShell
import Sending

/// Sends announced WhatsApp messages: re-check, render, claim, call the provider, record.
@main
struct SendWhatsApp: FunctionHandler, ~Copyable {
  static let name = "send-whatsapp"

  private var handler: SendHandler<Wire<WhatsAppChannel>>

  static func main() { FunctionShell.run(SendWhatsApp.self) }

  init(environment: Environment) throws(HandlerFailure) {
    handler = try SendHandler(
      name: SendWhatsApp.name, channel: WhatsAppChannel(), outlet: Wire(Providers.whatsApp, environment),
      environment: environment)
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply { try handler.handle(invocation) }
}
