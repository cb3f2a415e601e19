import Dispatching
import FunctionContract
import FunctionShell
import Mail
import Sending

/// Sends announced invitations to meetings, as mail: re-check, render, claim, call the provider, record.
@main
struct SendCalendar: FunctionHandler, ~Copyable {
  static let name = "send-calendar"

  private var handler: SendHandler<Wire<CalendarChannel>>

  static func main() { FunctionShell.run(SendCalendar.self) }

  init(environment: Environment) throws(HandlerFailure) {
    handler = try SendHandler(
      name: SendCalendar.name, channel: CalendarChannel(environment), outlet: Wire(MailProviders.all, environment),
      environment: environment)
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply { try handler.handle(invocation) }
}
