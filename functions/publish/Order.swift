import FunctionContract
import JSON

/// What a `deploy.publish` event asks for.
struct Order: Equatable {
  /// A campaign's folder, or the folder of all of them; absolute or from the working directory.
  var path = "campaigns"
  /// Whether to check everything, in the database too, and change nothing.
  var isDryRun = false

  init(_ input: Invocation.Input) throws(HandlerFailure) {
    guard case .event(let event) = input, event.type == "deploy.publish" else {
      throw HandlerFailure(.badEvent, "Event.Type", "send an event of type deploy.publish")
    }
    guard case .object(let members) = event.data ?? [:] else { throw Order.invalid("data must be an object") }
    for (key, value) in members {
      switch (key, value) {
      case ("path", .string(let path)) where !path.isEmpty: self.path = path
      case ("dryRun", .bool(let isDryRun)): self.isDryRun = isDryRun
      case ("path", _): throw Order.invalid("data.path must be the name of a folder")
      case ("dryRun", _): throw Order.invalid("data.dryRun must be true or false")
      default: throw Order.invalid("data may hold path and dryRun, nothing else")
      }
    }
  }

  private static func invalid(_ reason: String) -> HandlerFailure {
    HandlerFailure(.badEvent, "Event.Data", reason)
  }
}
