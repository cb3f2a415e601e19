/// One planned message of a campaign: timing, channels, template.
public struct Step: Sendable, Equatable {
  /// How long a slot may still be used before it is skipped.
  public enum UsefulUntil: Sendable, Equatable {
    /// So long after the slot.
    case span(Instant.Span)
    /// Until a moment of the subject.
    case anchor(String)
  }

  /// What happens on a step with several channels.
  public enum Delivery: Sendable, Equatable {
    /// The first channel that is allowed and reachable; the next one after this span without a sign of life.
    case cascade(fallbackAfter: Instant.Span)
    /// The first channel that is allowed and reachable, and no other after it: for what is promised to be the last.
    case first
    /// The first channel that is allowed and reachable; the next one where that message falls: it is refused, skipped or comes
    /// back as undeliverable while the slot is useful.
    case failover
    /// Every channel, caps permitting.
    case all
  }

  /// Which hour of its day a step waits for.
  public enum Hour: String, Sendable, Equatable, CaseIterable {
    /// The hour in which the learner usually learns.
    case learning = "learning-hour"
  }

  public var id: String
  public var timing: Timing
  /// nil for the hour that the timing gives.
  public var hour: Hour?
  /// In order of preference.
  public var channels: [Channel]
  public var delivery: Delivery
  /// Messages that must have been sent before, per channel (REQ-0-51).
  public var requires: [Channel: Int]
  /// Facts of the subject that must hold, or not, when the slot is due; one that is unknown is neither.
  public var conditions: [String: Bool]
  /// How late a slot may still be used (X-42; 48 hours in this product's standard, X-02).
  public var usefulUntil: UsefulUntil
  /// Name of the message for each stage, in order of `from`; one entry for a step without stages.
  public var templates: [StageTemplate]
  /// What the step's slot about one subject is called; nil where it has no name.
  public var job: JobName?
  /// Which variants a learner has of it; empty where there are none, and before one is known.
  public var variant = ""
  /// When channels may be used instead of the campaign's hours.
  public var sendWindows: [Channel: SendWindow] = [:]
  /// What the step says where its message stands in another's; nil where it always goes alone.
  public var letter: LetterLine?

  public init(
    id: String, timing: Timing, hour: Hour? = nil, channels: [Channel],
    delivery: Delivery = .cascade(fallbackAfter: .hours(24)),
    requires: [Channel: Int] = [:], conditions: [String: Bool] = [:], usefulUntil: UsefulUntil = .span(.hours(48)),
    templates: [StageTemplate], job: JobName? = nil, letter: LetterLine? = nil
  ) {
    self.id = id
    self.timing = timing
    self.hour = hour
    self.channels = channels
    self.delivery = delivery
    self.requires = requires
    self.conditions = conditions
    self.usefulUntil = usefulUntil
    self.templates = templates
    self.job = job
    self.letter = letter
  }

  /// From when on a slot is not used any more; nil where that depends on an anchor that is unknown.
  public func expiry(of slot: Instant, anchors: [String: Instant]) -> Instant? {
    let end: Instant? =
      switch usefulUntil {
      case .span(let span): slot + span
      case .anchor(let name): anchors[name]
      }
    guard case .before(let anchor, _) = timing else { return end }
    guard let end, let moment = anchors[anchor] else { return nil }
    return min(end, moment)
  }

  /// How far before an enrolment's start a moment may lie of which a slot is still useful.
  public var reach: Instant.Span {
    let useful: Instant.Span = if case .span(let span) = usefulUntil { span } else { .days(0) }
    return switch timing {
    case .before(_, let span), .afterAnchor(_, let span): span + useful
    case .every, .after, .onEnter: .days(0)
    }
  }

  /// Whether every moment of the subject that the step is timed by is known.
  func hasAnchors(in anchors: [String: Instant]) -> Bool {
    if let anchor = timing.anchor, anchors[anchor] == nil { return false }
    if case .anchor(let name) = usefulUntil { return anchors[name] != nil }
    return true
  }
}
