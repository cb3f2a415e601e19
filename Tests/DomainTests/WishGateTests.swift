import Testing

@testable import Domain

@Suite struct WishGateTests {
  private static let now = Instant(seconds: 1_795_255_200)  // 2026-11-21T10:00:00Z, a Saturday
  private static let berlin = LocalClock([(from: now - .days(365), offset: .hours(1))])

  private func input(
    _ wishes: Wishes = Wishes(), hours: [Int] = [], hour: Step.Hour? = nil, usage: Usage = Usage(),
    messageClass: MessageClass = .marketing, channel: Channel = .email, clock: LocalClock = LocalClock(),
    window: SendWindow? = nil, usefulFor: Instant.Span = .days(60)
  ) -> PlanInput {
    var campaign = Campaign.courseCompletion
    campaign.messageClass = messageClass
    campaign.sendWindows = window.map { [channel: $0] } ?? [:]
    campaign.steps = [
      Step(
        id: "day-0", timing: .after(.seconds(0)), hour: hour, channels: [channel], usefulUntil: .span(usefulFor),
        templates: [StageTemplate(from: 1, name: "hello")])
    ]
    return PlanInput(
      learner: 1, campaign: campaign, enrolment: EnrolmentState(startsAt: Self.now),
      recipient: RecipientState(
        reachable: [channel], usage: usage, clock: clock, wishes: wishes, learningHours: hours))
  }

  private func verdict(_ input: PlanInput) -> Verdict { Planner.plan(input, now: Self.now).verdicts[0] }

  @Test func aLearnerWhoIsLeftAloneGetsNothingBeforeTheDay() {
    let until = Self.now + .days(9)
    #expect(verdict(input(Wishes(snoozedUntil: until))) == .deferred(.snoozed, until: until))
    #expect(verdict(input(Wishes(snoozedUntil: Self.now))) == .reserved(.email), "the day has come")
    #expect(verdict(input(Wishes(snoozedUntil: until), channel: .inapp)) == .deferred(.snoozed, until: until))
  }

  @Test func whatWasAskedForComesAllTheSame() {
    let all = Wishes(
      snoozedUntil: Self.now + .days(9), isWeekly: true, hours: SendWindow(from: 0, to: 60))
    let usage = Usage(lastUnasked: Self.now - .days(1))
    #expect(verdict(input(all, usage: usage, messageClass: .transactional)) == .reserved(.email))
  }

  @Test func whatStopsBeingUsefulBeforeTheDayIsSkippedForIt() {
    var late = input(Wishes(snoozedUntil: Self.now + .days(9)), usefulFor: .days(2))
    let plan = Planner.plan(late, now: Self.now)
    #expect(plan.nextDueAt == Self.now + .days(2))
    late.enrolment.steps = plan.steps
    #expect(Planner.plan(late, now: Self.now + .days(2)).skips.map(\.reason) == [.snoozed])
  }

  @Test(arguments: [MessageClass.marketing, .reminder])
  func oneAWeekMeansSevenDaysAfterTheLastOfAnyClass(messageClass: MessageClass) {
    let usage = Usage(lastUnasked: Self.now - .days(6))
    let weekly = Wishes(isWeekly: true)
    #expect(
      verdict(input(weekly, usage: usage, messageClass: messageClass))
        == .deferred(.wishedWeek, until: Self.now + .days(1)))
    #expect(verdict(input(weekly, usage: Usage(lastUnasked: Self.now - .days(7)))) == .reserved(.email))
    #expect(verdict(input(weekly, usage: usage, channel: .inapp)) == .reserved(.inapp), "it interrupts nobody")
    #expect(verdict(input(usage: usage, messageClass: .reminder)) == .reserved(.email))
  }

  @Test func theLastMessageIsOfAnyCampaignButNoneInTheAppOrAskedFor() {
    let at = Self.now - .days(2)
    func usage(_ channel: Channel, isUnasked: Bool) -> Instant? {
      let message = PastMessage(
        channel: channel, isCapped: false, isUnasked: isUnasked, at: at, isUnsettled: false, signOfLifeAt: nil)
      return Usage([message], dayStart: Self.now, weekStart: Self.now, now: Self.now).lastUnasked
    }
    #expect(usage(.sms, isUnasked: true) == at)
    #expect(usage(.sms, isUnasked: false) == nil && usage(.inapp, isUnasked: true) == nil)
  }

  @Test(
    arguments: [
      (8, 12, nil), (12, 17, 3600), (6, 11, 72_000 - 3600), (11, 12, nil), (11, 24, nil), (0, 11, 46_800),
    ] as [(Int, Int, Int?)])
  func onlyInTheHoursOfTheLearnersOwnClock(from: Int, to: Int, wait: Int?) {
    // It is 11:00 in Berlin.
    let hours = SendWindow(from: from * 60, to: to * 60)
    let expected: Verdict = wait.map { .deferred(.wishedHours, until: Self.now + .seconds($0)) } ?? .reserved(.email)
    #expect(verdict(input(Wishes(hours: hours), clock: Self.berlin)) == expected)
  }

  @Test(
    arguments: [
      ([19], 1140), ([], 540), ([7, 21], 540), ([21, 10], nil), ([11], 660),
    ] as [([Int], Int?)])
  func aStepWaitsForTheBestHourThatItsWindowHoldsElseForItsFirst(hours: [Int], minute: Int?) {
    // It is 10:00; the window is open from 9 to 20.
    let window = SendWindow(from: 540, to: 1200)
    let input = input(hours: hours, hour: .learning, window: window)
    guard let minute else {
      #expect(verdict(input) == .reserved(.email))
      return
    }
    let wait = minute > 600 ? minute - 600 : minute - 600 + 1440
    #expect(verdict(input) == .deferred(.learningHour, until: Self.now + .minutes(wait)))
  }

  @Test func aStepThatDoesNotAskForTheHourDoesNotWait() {
    #expect(verdict(input(hours: [19])) == .reserved(.email))
    #expect(verdict(input(hour: .learning)) == .reserved(.email), "neither an hour nor a window is known")
  }

  @Test func anHourIsFoundOnDaysOnWhichTheClocksChange() {
    // Berlin, 2026-10-25: 3:00 is 2:00 again at 01:00Z. Half past midnight before it, for 8:00.
    let change = Instant(seconds: 1_792_890_000)
    let clock = LocalClock([(from: change - .days(200), offset: .hours(2)), (from: change, offset: .hours(1))])
    let start = change - .minutes(150)
    #expect(clock.next(in: SendWindow(from: 480, to: 540), from: start) == change + .hours(6))
    #expect(clock.next(in: SendWindow(from: 0, to: 1440), from: start) == start)
  }

  @Test func explainNamesEveryWishWithItsEarliestTime() {
    let input = input(
      Wishes(snoozedUntil: Self.now + .days(9), isWeekly: true, hours: SendWindow(from: 720, to: 780)),
      usage: Usage(lastUnasked: Self.now - .days(6)))
    let findings = Explanation(Planner.plan(input, now: Self.now), of: input).findings
    let times = Dictionary(findings.map { ($0.code, $0.at) }, uniquingKeysWith: { first, _ in first })
    #expect(times["snoozed"] == Self.now + .days(9))
    #expect(times["wished_week"] == Self.now + .days(1) && times["wished_hours"] == Self.now + .hours(2))
  }
}
