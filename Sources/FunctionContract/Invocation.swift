public import Domain

/// One call of a handler.
public struct Invocation: Sendable {
  public enum Input: Sendable {
    case event(CloudEvent)
    /// A request, and the CloudEvent of type `http.request` that carried it where there was one.
    case http(HTTPRequest, carrier: CloudEvent?)
  }

  public var input: Input
  /// The time that every rule and statement of this invocation uses.
  public var now: Instant
  /// When the host will kill the handler, on the wall clock.
  public var deadline: Instant

  public init(input: Input, now: Instant, deadline: Instant) {
    self.input = input
    self.now = now
    self.deadline = deadline
  }
}
