/// Why we write: who enters, what is sent when, and when it is over (docs/campaigns.md).
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
  /// Which campaign of the group has a learner whom two name: the higher takes over from the lower.
  public var priority: Int
  /// How long after its start an enrolment that has sent everything may still reach the goal; nil for ever.
  public var goalWithin: Instant.Span?
  public var enter: EntryRule
  /// What its messages may cost in a week; nil where there is no such limit.
  public var weeklyBudget: Money?
  /// Sent messages per channel after which the enrolment is exhausted; an absent channel has no limit.
  public var maximumMessages: [Channel: Int]
  /// When each channel may be used, in the recipient's local time; an absent channel has no window.
  public var sendWindows: [Channel: SendWindow]
  /// The zone of recipients whose own is missing or invalid; nil leaves the deployment's.
  public var fallbackZone: String?
  public var retry: RetryPolicy
  public var steps: [Step]
  /// What is answered when learners write it.
  public var replies: [KeywordReply]
  /// What holders of its invitations are written when those are no longer true: nothing, or a message for each change.
  public var invitations: [InvitationCorrection]
  /// Whether its messages may stand in one letter with those of other campaigns and subjects.
  public var joinsLetters: Bool

  public init(
    slug: String, title: String, messageClass: MessageClass, topic: String, subject: String, exclusiveGroup: String?,
    priority: Int = 0, goalWithin: Instant.Span? = nil, enter: EntryRule, maximumMessages: [Channel: Int],
    sendWindows: [Channel: SendWindow], fallbackZone: String?, retry: RetryPolicy, steps: [Step],
    replies: [KeywordReply] = [], invitations: [InvitationCorrection] = [], weeklyBudget: Money? = nil,
    joinsLetters: Bool = true
  ) {
    self.slug = slug
    self.title = title
    self.messageClass = messageClass
    self.topic = topic
    self.subject = subject
    self.exclusiveGroup = exclusiveGroup
    self.priority = priority
    self.goalWithin = goalWithin
    self.enter = enter
    self.maximumMessages = maximumMessages
    self.sendWindows = sendWindows
    self.fallbackZone = fallbackZone
    self.retry = retry
    self.steps = steps
    self.replies = replies
    self.invitations = invitations
    self.weeklyBudget = weeklyBudget
    self.joinsLetters = joinsLetters
  }

  /// The names of all messages that it sends.
  public var messageNames: Set<String> {
    Set(steps.flatMap { $0.templates.map(\.name) } + replies.map(\.template) + invitations.map(\.template))
  }
}
