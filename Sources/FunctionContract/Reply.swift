public import JSON

/// What an invocation produced.
public enum Reply: Sendable, Equatable {
  /// The outcome of a CloudEvent: counts, and the events that other handlers should see next.
  case done(result: JSON, events: [CloudEvent] = [])
  /// The answer to an HTTP request, and the events that other handlers should see next.
  case http(HTTPResponse, events: [CloudEvent] = [])
}
