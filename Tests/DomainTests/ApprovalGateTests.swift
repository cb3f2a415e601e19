import Testing

@testable import Domain

@Suite struct ApprovalGateTests {
  private static let now = Instant(seconds: 1_795_143_600)

  private func plan(
    _ channels: [Channel], _ approval: Approval?, conversations: Set<Channel> = []
  ) -> Plan {
    var campaign = Campaign.courseCompletion
    campaign.steps = [
      Step(
        id: "day-0", timing: .after(.seconds(0)), channels: channels, templates: [StageTemplate(from: 1, name: "hello")]
      )
    ]
    let input = PlanInput(
      learner: 1, campaign: campaign, enrolment: EnrolmentState(startsAt: Self.now),
      recipient: RecipientState(reachable: [.whatsapp, .sms], conversations: conversations),
      approvals: approval.map { [.whatsapp: ["hello": $0, "other": .approved]] } ?? [:])
    return Planner.plan(input, now: Self.now)
  }

  @Test func anApprovedTextAndOneThatNobodyApprovesGoOut() {
    for approval in [Approval.approved, nil] {
      #expect(plan([.whatsapp, .sms], approval).reservation?.channel == .whatsapp)
    }
  }

  @Test func aTextThatIsNotApprovedLeavesTheNextChannelAtOnce() {
    let plan = plan([.whatsapp, .sms], .unapproved)
    #expect(plan.reservation?.channel == .sms)
    #expect(plan.furtherFailures.map(\.finding) == [.waits(.templateNotApproved, until: Self.now + .hours(1))])
  }

  @Test func withoutAnotherChannelItIsLookedAtAgain() {
    let plan = plan([.whatsapp], .unapproved)
    #expect(plan.verdicts == [.deferred(.templateNotApproved, until: Self.now + .hours(1))])
    #expect(plan.skips.isEmpty)
  }

  @Test func aFreeTextOnlyAnswers() {
    #expect(plan([.whatsapp, .sms], .conversation, conversations: [.whatsapp]).reservation?.channel == .whatsapp)
    #expect(plan([.whatsapp, .sms], .conversation, conversations: [.sms]).reservation?.channel == .sms)
    #expect(plan([.whatsapp], .conversation).skips.map(\.reason) == [.noConversation])
  }
}
