import FunctionContract
import FunctionShell

/// Hands emitted events to where the environment says (`REKINDLE_EVENTS_TO`, else `K_SINK`).
struct EventPublisher: Sendable {
  private let leavesToCaller: Bool

  /// Checks that every type that the function emits has a destination; `isReply` where the caller takes events anyway.
  init(_ manifest: Manifest, _ environment: Environment, isReply: Bool) throws(HostError) {
    leavesToCaller = isReply || environment["REKINDLE_EVENTS_TO"] == "reply"
    if !leavesToCaller, !manifest.emits.isEmpty {
      throw HostError(
        .configuration,
        "\(manifest.name) emits \(manifest.emits.joined(separator: ", ")): set REKINDLE_EVENTS_TO to where they go")
    }
  }

  /// Publishes events and returns those that are left to the caller; a failure where one was not taken.
  ///
  /// - Parameter callerTakesOne: Whether the caller takes a single event as its answer.
  func publish(_ events: [CloudEvent], callerTakesOne: Bool) throws(HandlerFailure) -> [CloudEvent] {
    if events.isEmpty || leavesToCaller || callerTakesOne && events.count == 1 { return events }
    throw EventPublisher.nowhere(events)
  }

  /// The failure of events that nobody takes.
  static func nowhere(_ events: [CloudEvent]) -> HandlerFailure {
    HandlerFailure(
      .configuration, "Host.NoSink",
      "\(events.count) events have nowhere to go: set REKINDLE_EVENTS_TO or K_SINK, or ask for a batch")
  }
}
