/// What the planner needs to know about one enrolment.
public struct EnrolmentState: Sendable, Equatable {
  public var status: EnrolmentStatus
  /// The first slot of this episode: detection plus the campaign's `after`.
  public var startsAt: Instant
  /// How much later than planned the whole plan lies, because the learner came back in between.
  public var shift: Instant.Span
  /// Whether the learner belongs to the comparison group that is tracked and never written to.
  public var isHoldout: Bool
  /// In the order of the campaign's steps; missing entries count as untouched.
  public var steps: [StepState]
  /// This enrolment's own messages per channel.
  public var history: [Channel: ChannelHistory]
  /// The newest open, click or activity; it ends a cascade.
  public var lastSignOfLifeAt: Instant?
  /// Messages of steps with an anchor that have not left.
  public var reserved: [ReservedMessage]

  public init(
    status: EnrolmentStatus = .active, startsAt: Instant, shift: Instant.Span = .seconds(0), isHoldout: Bool = false,
    steps: [StepState] = [], history: [Channel: ChannelHistory] = [:], lastSignOfLifeAt: Instant? = nil,
    reserved: [ReservedMessage] = []
  ) {
    self.status = status
    self.startsAt = startsAt
    self.shift = shift
    self.isHoldout = isHoldout
    self.steps = steps
    self.history = history
    self.lastSignOfLifeAt = lastSignOfLifeAt
    self.reserved = reserved
  }

  /// When this enrolment was last written about, an unsettled message counting as now; nil if never.
  func lastWrittenAt(now: Instant) -> Instant? {
    history.values.compactMap { $0.unsettled > 0 ? now : $0.lastAt }.max()
  }
}

/// One enrolment's messages on one channel.
public struct ChannelHistory: Sendable, Equatable {
  /// Messages that were sent or may have been.
  public var sent: Int
  /// Those of them of which nobody knows.
  public var doubtful: Int
  /// Messages scheduled or being sent.
  public var unsettled: Int
  /// An upper bound of the newest send's time; nil if nothing was sent.
  public var lastAt: Instant?

  public init(sent: Int = 0, doubtful: Int = 0, unsettled: Int = 0, lastAt: Instant? = nil) {
    self.sent = sent
    self.doubtful = doubtful
    self.unsettled = unsettled
    self.lastAt = lastAt
  }

  /// What counts under the caps.
  public var used: Int { sent + unsettled }
}
