/// Who enters a campaign, and when its first step is due.
public struct EntryRule: Sendable, Equatable {
  /// What brings the campaign's segment to be asked, and what it is told.
  public enum Trigger: Sendable, Equatable {
    /// Learners who went quiet: the days of silence that count, and those after which it is too old to write about.
    /// Both are local calendar days; who comes back is left alone until they are quiet again.
    case silence(inactiveDays: Int, lookbackDays: Int)
    /// Whoever the segment names.
    case segment
    /// Whoever the segment names, and the learner of a host's event of one of these types as soon as it arrives.
    case event(types: [String])
  }

  public var trigger: Trigger
  /// Whether its segment is asked every hour and not once a day.
  public var isHourly: Bool
  /// From detection to the first step's slot.
  public var delay: Instant.Span
  /// What the campaign itself tells its segment.
  public var parameters: [SegmentParameter]
  /// Share of learners who may enter, in hundredths of a percent (10,000 is everybody).
  public var rollout: Int
  /// Share of those who enter but are never written to, in hundredths of a percent.
  public var holdout: Int
  /// What the platform is asked to grant whoever enters; nil asks for nothing.
  public var request: TrialRequest?
  /// From the end of one episode to the next; nil never re-enters.
  public var reentryAfter: Instant.Span?

  public init(
    _ trigger: Trigger, isHourly: Bool = false, delay: Instant.Span, parameters: [SegmentParameter] = [],
    rollout: Int = 10_000, holdout: Int = 0, request: TrialRequest? = nil, reentryAfter: Instant.Span? = nil
  ) {
    self.trigger = trigger
    self.isHourly = isHourly
    self.delay = delay
    self.parameters = parameters
    self.rollout = rollout
    self.holdout = holdout
    self.request = request
    self.reentryAfter = reentryAfter
  }

  /// The days without activity after which a learner counts as quiet; nil where silence is not what the campaign is about.
  public var inactiveDays: Int? {
    if case .silence(let inactive, _) = trigger { inactive } else { nil }
  }
}
