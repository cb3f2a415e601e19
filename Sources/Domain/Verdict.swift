/// What a look found for one step.
public enum Verdict: Sendable, Equatable {
  /// Nothing of the step is left.
  case over
  /// Not due before this instant.
  case upcoming(Instant)
  case reserved(Channel)
  case deferred(Reason, until: Instant)
  case skipped(Reason)
}
