import Dispatching
import FunctionContract
import FunctionShell
import Sending

/// Sends announced messages on Discord: re-check, render, claim, call the provider, record.
@main
struct SendDiscord: FunctionHandler, ~Copyable {
  static let name = "send-discord"

  private var handler: SendHandler<Wire<DiscordChannel>>

  static func main() { FunctionShell.run(SendDiscord.self) }

  init(environment: Environment) throws(HandlerFailure) {
    handler = try SendHandler(
      name: SendDiscord.name, channel: DiscordChannel(), outlet: Wire(Providers.discord, environment),
      environment: environment)
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply { try handler.handle(invocation) }
}
