import JSON

/// What an event of a deployment asks for: `{"path"?: folder, "dryRun"?: true, "draft"?: true}`.
public struct DeployOrder: Sendable, Equatable {
  /// The folder to deploy from, absolute or from the working directory.
  public private(set) var path: String
  /// Whether to tell what would change and change nothing.
  public private(set) var isDryRun = false
  /// Whether what is new waits for an approval before it begins.
  public private(set) var isDraft = false

  /// Reads the data of an event of `type`; throws 65 and names the member at fault.
  public init(_ input: Invocation.Input, type: String, path defaultPath: String) throws(HandlerFailure) {
    guard case .event(let event) = input, event.type == type else {
      throw HandlerFailure(.badEvent, "Event.Type", "send an event of type \(type)")
    }
    guard case .object(let members) = event.data ?? [:] else { throw DeployOrder.invalid("data must be an object") }
    path = defaultPath
    for (key, value) in members {
      switch (key, value) {
      case ("path", .string(let path)) where !path.isEmpty: self.path = path
      case ("dryRun", .bool(let isDryRun)): self.isDryRun = isDryRun
      case ("draft", .bool(let isDraft)): self.isDraft = isDraft
      case ("path", _): throw DeployOrder.invalid("data.path must be the name of a folder")
      case ("dryRun", _): throw DeployOrder.invalid("data.dryRun must be true or false")
      case ("draft", _): throw DeployOrder.invalid("data.draft must be true or false")
      default: throw DeployOrder.invalid("data may hold path, dryRun and draft, nothing else")
      }
    }
  }

  private static func invalid(_ reason: String) -> HandlerFailure {
    HandlerFailure(.badEvent, "Event.Data", reason)
  }
}
