import FunctionContract
import FunctionShell
import Sending

/// The sender of a made-up channel without a wire: notes are rows of a table.
@main
struct NoteSender: FunctionHandler, ~Copyable {
  static let name = "note-sender"

  private var handler: SendHandler<Rows<NoteChannel>>

  static func main() { FunctionShell.run(NoteSender.self) }

  init(environment: Environment) throws(HandlerFailure) {
    let channel = NoteChannel()
    handler = try SendHandler(
      name: NoteSender.name, channel: channel, outlet: Rows(channel), environment: environment)
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply { try handler.handle(invocation) }
}
