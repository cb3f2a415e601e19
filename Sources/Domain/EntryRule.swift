/// Who enters a campaign, and when its first step is due.
public struct EntryRule: Sendable, Equatable {
  /// From detection to the first step's slot.
  public var delay: Instant.Span
  /// Local calendar days without activity before a learner counts as quiet.
  public var inactiveDays: Int
  /// Days after which silence is too old to write about.
  public var lookbackDays: Int
  /// Share of learners who may enter, in hundredths of a percent (10,000 is everybody).
  public var rollout: Int
  /// Share of those who enter but are never written to, in hundredths of a percent.
  public var holdout: Int
  /// From the end of one episode to the next; nil never re-enters.
  public var reentryAfter: Instant.Span?

  public init(
    delay: Instant.Span, inactiveDays: Int, lookbackDays: Int, rollout: Int = 10_000, holdout: Int = 0,
    reentryAfter: Instant.Span? = nil
  ) {
    self.delay = delay
    self.inactiveDays = inactiveDays
    self.lookbackDays = lookbackDays
    self.rollout = rollout
    self.holdout = holdout
    self.reentryAfter = reentryAfter
  }
}
