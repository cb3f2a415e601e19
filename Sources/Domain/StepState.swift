/// How far an enrolment has come with one step of its campaign; where the next slot lies is computed from it.
public struct StepState: Sendable, Equatable {
  /// Channels of the latest occurrence that may still be written to.
  public struct FollowUp: Sendable, Equatable {
    /// What is left, in the campaign's order.
    public var channels: [Channel]
    /// When the first message of the occurrence was reserved: a sign of life since then ends a cascade.
    public var since: Instant
    /// When the next channel may be used.
    public var at: Instant
    /// How long it is waited for the message before to fall, after which nothing follows; nil where what follows needs no fall.
    ///
    /// A fall moves `at` before it (hasten_cascades).
    public var fallsBy: Instant?

    public init(channels: [Channel], since: Instant, at: Instant, fallsBy: Instant? = nil) {
      self.channels = channels
      self.since = since
      self.at = at
      self.fallsBy = fallsBy
    }
  }

  /// A slot of a step with an anchor that was used or skipped.
  public struct Served: Sendable, Equatable {
    public var slot: Instant
    /// The anchor's moment that the slot was measured from; nil where an earlier build wrote the state.
    public var moment: Instant?

    public init(slot: Instant, moment: Instant?) {
      self.slot = slot
      self.moment = moment
    }
  }

  /// Slots used or skipped so far; the next occurrence has this number plus one.
  public var occurrences: Int
  /// How much later than planned the step's slots lie, because messages that it requires came later than its first slot.
  public var delay: Instant.Span
  /// The latest slot used or skipped of a step with an anchor: only a moved anchor opens a new occurrence.
  public var served: Served?
  /// What was served before that, for the case that the latest one is taken back before it has left.
  public var servedBefore: Served?
  /// Whether a moment that the step is timed by is unknown; the step waits for it to come back.
  public var isLost: Bool
  /// Whether the step was ended before its slots were used.
  public var isEnded: Bool
  /// Why the slot or the follow-up had to wait so far; it becomes the reason of the skip when waiting lasts too long.
  public var deferral: Reason?
  public var followUp: FollowUp?

  /// The state of a step that nothing has happened to, unless said otherwise.
  public init(
    occurrences: Int = 0, delay: Instant.Span = .seconds(0), served: Served? = nil,
    servedBefore: Served? = nil, isLost: Bool = false, isEnded: Bool = false, deferral: Reason? = nil,
    followUp: FollowUp? = nil
  ) {
    self.occurrences = occurrences
    self.delay = delay
    self.served = served
    self.servedBefore = servedBefore
    self.isLost = isLost
    self.isEnded = isEnded
    self.deferral = deferral
    self.followUp = followUp
  }

  /// Ends the step.
  mutating func end() {
    isEnded = true
    deferral = nil
    followUp = nil
  }
}
