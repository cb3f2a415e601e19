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
    let wire = try Wire<WhatsAppChannel>(Providers.whatsApp, environment)
    handler = try SendHandler(
      name: SendWhatsApp.name, channel: WhatsAppChannel(provider: wire.name), outlet: wire, environment: environment)
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply { try handler.handle(invocation) }
}
