/// What the planner needs to know about one learner as a recipient, seen from one campaign.
public struct RecipientState: Sendable, Equatable {
  /// Channels on which the recipient has an address, or that need none.
  public var reachable: Set<Channel>
  /// Channels that a suppression covering this campaign, topic or subject closes, with its cause.
  public var suppressed: [Channel: SuppressionCause]
  /// The first instant from now on inside each channel's send window, in the recipient's zone; absent means now.
  public var nextAllowed: [Channel: Instant]
  /// The same of steps that have hours of their own, by their places.
  public var nextAllowedOfSteps: [Int: [Channel: Instant]]
  /// What was sent to the recipient, and to others at an address of theirs.
  public var usage: Usage
  /// How the clock runs where the recipient lives.
  public var clock: LocalClock
  /// Addresses that others have too, by what stands for them.
  public var sharedAddresses: [AddressKind: [UInt8]]
  /// What others with such an address got from this campaign about this subject.
  public var sharedMessages: [SharedMessage]
  /// Channels on which the recipient wrote so lately that a free text may answer.
  public var conversations: Set<Channel>
  public var wishes: Wishes
  /// The local hours of the day in which the recipient learns, the best first.
  public var learningHours: [Int]

  public init(
    reachable: Set<Channel>, suppressed: [Channel: SuppressionCause] = [:], nextAllowed: [Channel: Instant] = [:],
    nextAllowedOfSteps: [Int: [Channel: Instant]] = [:],
    usage: Usage = Usage(), clock: LocalClock = LocalClock(), sharedAddresses: [AddressKind: [UInt8]] = [:],
    sharedMessages: [SharedMessage] = [], conversations: Set<Channel> = [],
    wishes: Wishes = Wishes(), learningHours: [Int] = []
  ) {
    self.reachable = reachable
    self.suppressed = suppressed
    self.nextAllowed = nextAllowed
    self.nextAllowedOfSteps = nextAllowedOfSteps
    self.usage = usage
    self.clock = clock
    self.sharedAddresses = sharedAddresses
    self.sharedMessages = sharedMessages
    self.conversations = conversations
    self.wishes = wishes
    self.learningHours = learningHours
  }

  /// The hour of a step that waits for the one in which the recipient learns: the best that begins in the window, else the
  /// window's first; nil where neither is known.
  func learningHour(within window: SendWindow?) -> SendWindow? {
    let hours = learningHours.map { SendWindow(from: $0 * 60, to: $0 * 60 + 60) }
    guard let window else { return hours.first }
    return hours.first { window.from <= $0.from && $0.from < window.to }
      ?? SendWindow(from: window.from, to: min(window.from + 60, window.to))
  }

  /// The first instant from now on at which a step may use the channel; nil means now.
  func nextAllowed(_ step: Int, on channel: Channel) -> Instant? {
    nextAllowedOfSteps[step]?[channel] ?? nextAllowed[channel]
  }
}

/// Who or what closed a channel.
public enum SuppressionCause: String, CaseIterable, Sendable {
  /// The learner said no.
  case optOut = "opt_out"
  /// The learner reported a message as spam.
  case complaint
  /// The address does not exist.
  case bounce
  /// A person closed it.
  case admin
}

/// A recipient's messages of all capped campaigns, unsettled ones counting as now.
public struct Usage: Sendable, Equatable {
  /// Messages since the earlier of 24 hours ago and the recipient's local midnight.
  public var day: Int
  /// Messages since the earlier of 168 hours ago and the local midnight six days before today's.
  public var week: Int
  /// The oldest message counted in `day`.
  public var oldestInDay: Instant?
  /// The oldest message counted in `week`.
  public var oldestInWeek: Instant?
  /// The newest message on each channel.
  public var lastOnChannel: [Channel: Instant]
  /// The newest message that left for a provider and that nobody asked for, of whatever class.
  public var lastUnasked: Instant?
  /// The newest task for a person that nobody asked for, of whatever class.
  public var lastOnWorklist: Instant?

  public init(
    day: Int = 0, week: Int = 0, oldestInDay: Instant? = nil, oldestInWeek: Instant? = nil,
    lastOnChannel: [Channel: Instant] = [:], lastUnasked: Instant? = nil,
    lastOnWorklist: Instant? = nil
  ) {
    self.day = day
    self.week = week
    self.oldestInDay = oldestInDay
    self.oldestInWeek = oldestInWeek
    self.lastOnChannel = lastOnChannel
    self.lastUnasked = lastUnasked
    self.lastOnWorklist = lastOnWorklist
  }
}
