/// One planned message of a campaign: timing, channels, template.
public struct Step: Sendable, Equatable {
  /// When a step's slots are.
  public enum Timing: Sendable, Equatable {
    /// A cadence: the first slot is the enrolment's start, each further one this much after the slot before.
    case every(Instant.Span)
    /// One slot, this much after the enrolment's start.
    case after(Instant.Span)
  }

  /// What happens on a step with several channels.
  public enum Delivery: Sendable, Equatable {
    /// The first channel that is allowed and reachable; the next one after this span without a sign of life.
    case cascade(fallbackAfter: Instant.Span)
    /// Every channel, caps permitting.
    case all
  }

  public var id: String
  public var timing: Timing
  /// In order of preference.
  public var channels: [Channel]
  public var delivery: Delivery
  /// Messages that must have been sent before, per channel (REQ-0-51).
  public var requires: [Channel: Int]
  /// How late a slot may still be used before it is skipped (X-42; 48 hours in this product's standard, X-02).
  public var usefulFor: Instant.Span
  /// Name of the message for each stage, in order of `from`; one entry for a step without stages.
  public var templates: [StageTemplate]

  public init(
    id: String, timing: Timing, channels: [Channel], delivery: Delivery = .cascade(fallbackAfter: .hours(24)),
    requires: [Channel: Int] = [:], usefulFor: Instant.Span = .hours(48), templates: [StageTemplate]
  ) {
    self.id = id
    self.timing = timing
    self.channels = channels
    self.delivery = delivery
    self.requires = requires
    self.usefulFor = usefulFor
    self.templates = templates
  }
}
