public import Domain
public import FunctionContract

/// What a platform handed over, in the contract's words.
public enum Envelope: Sendable, Equatable {
  case event(CloudEvent)
  case request(HTTPRequest)
  /// A platform's timer fired without an event of ours; the instant where the platform tells it.
  case timer(Instant?)
}
