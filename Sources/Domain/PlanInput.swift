/// One enrolment to look at, with everything that the look needs; read in one snapshot under the learner's lock.
public struct PlanInput: Sendable, Equatable {
  /// The learner's id: one message per learner and tick.
  public var learner: Int
  public var campaign: Campaign
  public var enrolment: EnrolmentState
  public var subject: SubjectState
  public var recipient: RecipientState
  /// Where the whole campaign stands: in any phase but the active one nothing is sent.
  public var phase: CampaignPhase
  public var caps: Caps
  /// Whether the campaign's messages may go out on channels whose provider approves texts, by their names; nothing for the
  /// channels that ask nobody.
  public var approvals: [Channel: [String: Approval]]
  /// What the campaign's messages may cost the learner's channels at most, by their names; nothing where nothing has a price.
  public var costs: [Channel: [String: MessageCost]]
  /// The budgets that bind the campaign.
  public var budgets: [WeeklyBudget]
  /// What people have said about the jobs of some steps, by their places: another time, or none where they were cancelled.
  public var changes: [Int: Instant?]

  public init(
    learner: Int, campaign: Campaign, enrolment: EnrolmentState, subject: SubjectState = SubjectState(),
    recipient: RecipientState, phase: CampaignPhase = .active, caps: Caps = .standard,
    approvals: [Channel: [String: Approval]] = [:], costs: [Channel: [String: MessageCost]] = [:],
    budgets: [WeeklyBudget] = [], changes: [Int: Instant?] = [:]
  ) {
    self.learner = learner
    self.campaign = campaign
    self.enrolment = enrolment
    self.subject = subject
    self.recipient = recipient
    self.phase = phase
    self.caps = caps
    self.approvals = approvals
    self.costs = costs
    self.budgets = budgets
    self.changes = changes
  }

  /// The first budget that has no room for a message; nil where all have, and for what was asked for.
  func fullBudget(for channel: Channel, _ message: String) -> WeeklyBudget? {
    guard campaign.messageClass != .transactional, let cost = costs[channel]?[message]?.amount else { return nil }
    return budgets.first { !$0.allows(cost) }
  }

  /// The same input once so much more was spent.
  func spending(_ taken: [WeeklyBudget.Scope: Money]) -> PlanInput {
    var input = self
    for index in budgets.indices {
      input.budgets[index].spent = budgets[index].spent + (taken[budgets[index].scope] ?? .zero)
    }
    return input
  }
}
