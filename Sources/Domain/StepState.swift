/// How far an enrolment has come with one step of its campaign.
public struct StepState: Sendable, Equatable {
  /// Channels of the latest occurrence that may still be written to.
  public struct FollowUp: Sendable, Equatable {
    /// What is left, in the campaign's order.
    public var channels: [Channel]
    /// When the first message of the occurrence was reserved: a sign of life since then ends a cascade.
    public var since: Instant
    /// When the next channel may be used.
    public var at: Instant

    public init(channels: [Channel], since: Instant, at: Instant) {
      self.channels = channels
      self.since = since
      self.at = at
    }
  }

  /// The next planned slot; nil when the step is over.
  public var nextSlot: Instant?
  /// Slots used or skipped so far; the next occurrence has this number plus one.
  public var occurrences: Int
  /// Why the slot or the follow-up had to wait so far; it becomes the reason of the skip when waiting lasts too long.
  public var deferral: Reason?
  public var followUp: FollowUp?

  public init(nextSlot: Instant?, occurrences: Int = 0, deferral: Reason? = nil, followUp: FollowUp? = nil) {
    self.nextSlot = nextSlot
    self.occurrences = occurrences
    self.deferral = deferral
    self.followUp = followUp
  }

  /// Whether nothing of this step is left to do.
  public var isOver: Bool { nextSlot == nil && followUp == nil }

  /// Ends the step.
  mutating func end() {
    nextSlot = nil
    deferral = nil
    followUp = nil
  }
}

extension Campaign {
  /// The steps of an enrolment whose first slot is `start`.
  public func initialSteps(startingAt start: Instant) -> [StepState] {
    steps.map { step in
      switch step.timing {
      case .every: StepState(nextSlot: start)
      case .after(let offset): StepState(nextSlot: start + offset)
      }
    }
  }
}
