import Testing

@testable import Domain

/// A task for a person has a cap of its own, and counts against no other.
@Suite struct WorklistGateTests {
  private let now = Instant(seconds: 1_795_255_200)

  private func usage(_ channel: Channel, at: Instant, isUnasked: Bool = true) -> Usage {
    Usage(
      [
        PastMessage(
          channel: channel, isCapped: false, isUnasked: isUnasked, at: at, isUnsettled: false, signOfLifeAt: nil)
      ], dayStart: now - .hours(24), weekStart: now - .days(7), now: now)
  }

  private func verdict(_ usage: Usage, _ messageClass: MessageClass = .marketing, on channel: Channel = .worklist)
    -> Verdict
  {
    var campaign = Campaign.courseCompletion
    campaign.messageClass = messageClass
    campaign.sendWindows = [:]
    campaign.steps = [
      Step(
        id: "call", timing: .after(.seconds(0)), channels: [channel], usefulUntil: .span(.days(60)),
        templates: [StageTemplate(from: 1, name: "call")])
    ]
    let recipient = RecipientState(
      reachable: [channel], usage: usage, clock: LocalClock(), wishes: Wishes(hours: SendWindow(from: 0, to: 60)))
    return Planner.plan(
      PlanInput(
        learner: 1, campaign: campaign, enrolment: EnrolmentState(startsAt: now), recipient: recipient), now: now
    ).verdicts[0]
  }

  @Test func nobodyIsCalledTwiceInAWeekWhateverTheClass() {
    let last = Usage(lastOnWorklist: now - .days(6))
    for messageClass in [MessageClass.marketing, .reminder] {
      #expect(verdict(last, messageClass) == .deferred(.worklistGap, until: now + .days(1)))
      #expect(verdict(Usage(lastOnWorklist: now - .days(7)), messageClass) == .reserved(.worklist))
    }
    #expect(verdict(last, .transactional) == .reserved(.worklist))
    #expect(verdict(last, .transactional, on: .email) == .reserved(.email))
  }

  @Test func fullCapsAndHoursForMessagesLetACallPass() {
    let full = Usage(day: 9, week: 9, oldestInDay: now, oldestInWeek: now, lastUnasked: now)
    #expect(verdict(full) == .reserved(.worklist))
  }

  @Test func aTaskIsRememberedForTheListAlone() {
    let day = now - .days(1)
    #expect(usage(.worklist, at: day).lastOnWorklist == day && usage(.worklist, at: day).week == 0)
    #expect(usage(.worklist, at: day).lastUnasked == nil, "one message a week is another promise")
    #expect(usage(.worklist, at: day, isUnasked: false).lastOnWorklist == nil)
    #expect(usage(.email, at: day).lastOnWorklist == nil)
  }
}
