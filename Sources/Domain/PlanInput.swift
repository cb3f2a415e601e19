/// One enrolment to look at, with everything that the look needs; read in one snapshot under the learner's lock.
public struct PlanInput: Sendable, Equatable {
  /// The learner's id: one message per learner and tick.
  public var learner: Int
  public var campaign: Campaign
  public var enrolment: EnrolmentState
  public var subject: SubjectState
  public var recipient: RecipientState
  /// Whether somebody paused the whole campaign.
  public var isCampaignPaused: Bool
  public var caps: Caps
  /// Whether the campaign's messages may go out on channels whose provider approves texts, by their names; nothing for the
  /// channels that ask nobody.
  public var approvals: [Channel: [String: Approval]]

  public init(
    learner: Int, campaign: Campaign, enrolment: EnrolmentState, subject: SubjectState = SubjectState(),
    recipient: RecipientState, isCampaignPaused: Bool = false, caps: Caps = .standard,
    approvals: [Channel: [String: Approval]] = [:]
  ) {
    self.learner = learner
    self.campaign = campaign
    self.enrolment = enrolment
    self.subject = subject
    self.recipient = recipient
    self.isCampaignPaused = isCampaignPaused
    self.caps = caps
    self.approvals = approvals
  }
}
