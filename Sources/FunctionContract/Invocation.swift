public import Domain

/// One call of a handler.
public struct Invocation: Sendable {
  /// What a handler is called with.
  public enum Input: Sendable, Equatable {
    case event(CloudEvent)
    /// A request, and the CloudEvent of type `http.request` that carried it where there was one.
    case http(HTTPRequest, carrier: CloudEvent?)
  }

  public var input: Input
  /// The time that every rule and statement of this invocation uses; virtual with `REKINDLE_CLOCK=event`.
  public var now: Instant
  /// When the host will end the handler, in real time even where `now` is virtual.
  public var deadline: Deadline
  /// Where the invocation's log lines go.
  public var log: Log

  public init(
    input: Input, now: Instant, deadline: Deadline = Deadline(after: .seconds(30)), log: Log = .discarded
  ) {
    self.input = input
    self.now = now
    self.deadline = deadline
    self.log = log
  }
}
