/// Why we write: who enters, what is sent when, and when it is over (DESIGN §6).
///
/// A published version never changes.
public struct Campaign: Sendable, Equatable {
  /// The folder's name: lower-case letters, digits and hyphens.
  public var slug: String
  public var title: String
  public var messageClass: MessageClass
  /// The opt-out scope that this campaign shares with others.
  public var topic: String
  /// What the campaign is about for one learner: `course`, `session`, `payment` and so on.
  public var subject: String
  /// Campaigns of one group exclude each other for one learner and subject.
  public var exclusiveGroup: String?
  public var enter: EntryRule
  /// Sent messages per channel after which the enrolment is exhausted; an absent channel has no limit.
  public var maximumMessages: [Channel: Int]
  /// When each channel may be used, in the recipient's local time; an absent channel has no window.
  public var sendWindows: [Channel: SendWindow]
  /// The zone of recipients whose own is missing or invalid; nil leaves the deployment's.
  public var fallbackZone: String?
  public var retry: RetryPolicy
  public var steps: [Step]

  public init(
    slug: String, title: String, messageClass: MessageClass, topic: String, subject: String, exclusiveGroup: String?,
    enter: EntryRule, maximumMessages: [Channel: Int], sendWindows: [Channel: SendWindow], fallbackZone: String?,
    retry: RetryPolicy, steps: [Step]
  ) {
    self.slug = slug
    self.title = title
    self.messageClass = messageClass
    self.topic = topic
    self.subject = subject
    self.exclusiveGroup = exclusiveGroup
    self.enter = enter
    self.maximumMessages = maximumMessages
    self.sendWindows = sendWindows
    self.fallbackZone = fallbackZone
    self.retry = retry
    self.steps = steps
  }
}

/// What binds a message: caps, quiet hours and marketing opt-outs.
public enum MessageClass: String, CaseIterable, Sendable {
  /// Asked for: receipts, credentials. Never capped.
  case transactional
  /// Anchored to a date that the learner chose. Keeps quiet hours.
  case reminder
  /// Nudges, win-back, leads. Bound by everything.
  case marketing
}

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

/// Local minutes of the day between which a channel may be used; `from` is included, `to` is not.
public struct SendWindow: Sendable, Hashable {
  public var from: Int
  public var to: Int

  public init(from: Int, to: Int) {
    self.from = from
    self.to = to
  }
}

/// How often and how far apart a message that was certainly not accepted is tried again.
public struct RetryPolicy: Sendable, Equatable {
  /// Waits before the second, third, … attempt.
  public var delays: [Instant.Span]

  public init(delays: [Instant.Span]) { self.delays = delays }

  /// 60, 120 and 240 seconds.
  public static let standard = RetryPolicy(delays: [.seconds(60), .seconds(120), .seconds(240)])
}

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

/// The message used from the n-th message of a step's first channel on: 1; 2–3; 4–5; 6 and more.
public struct StageTemplate: Sendable, Equatable {
  /// The first message number of the stage, counted from 1.
  public var from: Int
  /// The message's name: `messages/<name>.<channel>.md`.
  public var name: String

  public init(from: Int, name: String) {
    self.from = from
    self.name = name
  }
}
