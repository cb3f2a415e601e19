public import Domain
public import FunctionContract
public import JSON
public import Processes

/// What became of one attempt to hand an event to a function.
public struct EventReport: Sendable {
  public enum Decision: Sendable, Equatable {
    case done
    case retry(after: Instant.Span)
    /// Given up; the dead letter's file where one was written.
    case parked(file: String?)
    /// No function consumes events of this type.
    case unrouted
  }

  /// Tells this delivery of an event to a function from all others; equal for its repeated attempts.
  public var number: Int
  /// The number of the delivery whose reply caused this event; nil where it came from outside.
  public var cause: Int?
  public var event: CloudEvent
  /// Empty for an unrouted event.
  public var function: String
  public var attempt: Int
  /// nil for an unrouted event.
  public var outcome: Outcome?
  /// The reply's `result`; nil where the attempt failed.
  public var result: JSON?
  public var decision: Decision
}
