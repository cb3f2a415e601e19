import JSON
import Testing

@testable import Domain

@Suite
struct PlannerTests {
  static let start = Instant(seconds: 1_795_143_600)  // 2026-11-20T03:00:00Z

  func input(
    _ campaign: Campaign = .courseCompletion, _ change: (inout PlanInput) -> Void = { _ in }
  ) -> PlanInput {
    var input = PlanInput(
      learner: 1, campaign: campaign, enrolment: EnrolmentState(startsAt: Self.start),
      recipient: RecipientState(reachable: [.email, .sms, .whatsapp]))
    change(&input)
    return input
  }

  /// Holds X-16.
  @Test
  func theFirstEmailIsReservedAtItsSlotTheNextSlotIsAWeekAfterTheSlot() throws {
    let now = Self.start + .hours(3)
    let plan = Planner.plan(input(), now: now)
    let reservation = try #require(plan.reservation)
    #expect(reservation.channel == .email && reservation.template == "welcome-back" && reservation.occurrence == 1)
    #expect(reservation.notBefore == now && reservation.expiresAt == Self.start + .hours(48))
    #expect(plan.slots(of: input())[0] == Self.start + .days(7))
    #expect(plan.nextDueAt == Self.start + .days(7))
    #expect(plan.status == .active && plan.skips.isEmpty)
  }

  /// Holds REQ-0-51.
  @Test(arguments: 0...3)
  func theSMSWaitsForTwoSentEmailsFollowsTheEmailsSlotsAndLeavesNoSkip(sent: Int) {
    let now = Self.start + .days(7 * sent)
    let plan = Planner.plan(
      input {
        $0.enrolment.history = [.email: ChannelHistory(sent: sent, lastAt: now - .days(7))]
        $0.enrolment.steps = [.next(now, occurrences: sent), .next(now, 1)]
      }, now: now)
    #expect(plan.reservation?.channel == .email, "the email of the same slot goes first")
    #expect(plan.skips.isEmpty)
    if sent < 2 {
      #expect(plan.verdicts[1] == .deferred(.requires, until: now + .days(7)))
      #expect(plan.steps[1].occurrences == 0)
    } else {
      #expect(plan.verdicts[1] == .deferred(.onePerTick, until: now + .minutes(1)))
    }
  }

  /// Holds X-28.
  @Test(
    arguments: zip(0...8, ["welcome-back", "value", "value", "effort", "effort", "gentle", "gentle", "gentle", nil]))
  func stagesFollowTheEmailsSentSoFarUnsettledOnesIncluded(used: Int, template: String?) {
    let plan = Planner.plan(
      input { $0.enrolment.history = [.email: ChannelHistory(sent: used, lastAt: Self.start - .days(9))] },
      now: Self.start)
    #expect(plan.reservation?.template == template)
  }

  /// Holds X-09.
  @Test
  func theEighthEmailIsTheLastTheEpisodeEndsOnceItIsSettled() {
    let eighth = Planner.plan(
      input {
        $0.enrolment.history = [.email: ChannelHistory(sent: 7, lastAt: Self.start - .days(7))]
        $0.enrolment.steps = [
          .next(Self.start, occurrences: 7), .next(Self.start, 1, occurrences: 1),
        ]
      }, now: Self.start)
    #expect(eighth.reservation?.template == "gentle")
    #expect(eighth.steps.allSatisfy { $0.isEnded && $0.followUp == nil })
    #expect(eighth.skips.map(\.reason) == [.usedUp], "the SMS that was due is recorded")
    #expect(eighth.status == .active && eighth.nextDueAt == Self.start + .hours(6))

    let later = Planner.plan(
      input {
        $0.enrolment.history = [.email: ChannelHistory(sent: 8, lastAt: Self.start)]
        $0.enrolment.steps = eighth.steps
      }, now: Self.start + .hours(6))
    #expect(later.status == .exhausted && later.endReason == .usedUp && later.nextDueAt == nil)
  }

  /// Holds.
  @Test(
    arguments: [
      (1, 4, 24, nil, nil), (2, 2, 30, .dayCap, 14), (1, 5, 30, .weekCap, 68), (0, 0, 23, .channelGap, 1),
      (0, 0, 24, nil, nil),
    ] as [(Int, Int, Int, Reason?, Int?)])
  func capsBindMarketingAtTheirExactBounds(day: Int, week: Int, lastEmailHours: Int, reason: Reason?, waitHours: Int?) {
    let now = Self.start
    var capped = input()
    capped.recipient.usage = Usage(
      day: day, week: week, oldestInDay: now - .hours(10), oldestInWeek: now - .hours(100),
      lastOnChannel: [.email: now - .hours(lastEmailHours)])
    let plan = Planner.plan(capped, now: now)
    let useful = Self.start + .hours(48)
    #expect(
      plan.verdicts[0] == reason.map { .deferred($0, until: min(now + .hours(waitHours ?? 0), useful)) }
        ?? .reserved(.email))
    #expect((plan.reservation == nil) == (reason != nil))

    for messageClass in [MessageClass.reminder, .transactional] {
      capped.campaign.messageClass = messageClass
      #expect(Planner.plan(capped, now: now).reservation != nil, "caps do not bind \(messageClass)")
    }
  }

  @Test
  func aCappedSlotIsSkippedWithTheCapAsItsReasonAfter48HoursAndTheRhythmGoesOn() {
    let plan = Planner.plan(
      input { $0.enrolment.steps = [StepState(deferral: .weekCap)] }, now: Self.start + .hours(48))
    #expect(plan.reservation == nil)
    #expect(plan.skips.map(\.reason) == [.weekCap] && plan.skips.first?.occurrence == 1)
    #expect(plan.steps[0] == StepState(occurrences: 1) && plan.slots(of: input())[0] == Self.start + .days(7))
  }

  @Test
  func quietHoursBindAllButTransactionalMessages() {
    for messageClass in MessageClass.allCases {
      let plan = Planner.plan(
        input {
          $0.campaign.messageClass = messageClass
          $0.recipient.nextAllowed = [.email: Self.start + .hours(5)]
        }, now: Self.start)
      #expect((plan.reservation != nil) == (messageClass == .transactional))
      if messageClass != .transactional { #expect(plan.nextDueAt == Self.start + .hours(5)) }
    }
  }

  @Test(arguments: [
    (2, 0, true, 7), (48, 1, false, 7), (7 * 24 + 3, 1, true, 14), (20 * 24, 3, false, 21), (40 * 24, 6, false, 42),
  ])
  func afterAnOutageMissedSlotsCollapse(
    hours: Int, missed: Int, isSent: Bool, nextDay: Int
  ) {
    let plan = Planner.plan(input(), now: Self.start + .hours(hours))
    #expect((plan.reservation != nil) == isSent)
    #expect(plan.skips.count == (missed > 0 ? 1 : 0))
    #expect(plan.skips.first?.covers ?? 0 == missed)
    #expect(plan.slots(of: input())[0] == Self.start + .days(nextDay))
    #expect(plan.steps[0].occurrences == missed + (isSent ? 1 : 0))
  }

  /// Holds X-27.
  @Test
  func aLearnerWhoCameBackIsLeftAloneUntilTheyAreQuietAgainTheWholePlanMoves() {
    let back = Self.start + .days(6)
    let input = input {
      $0.subject.returnedAt = back
      $0.enrolment.steps = [StepState(occurrences: 1), .next(Self.start + .days(30), 1)]
    }
    let plan = Planner.plan(input, now: Self.start + .days(7))
    let quiet = back + .days(3) + .hours(1)
    #expect(plan.reservation == nil && plan.skips.isEmpty)
    #expect(plan.slots(of: input) == [quiet, quiet + .days(23)])
    #expect(plan.verdicts[0] == .deferred(.returned, until: quiet))

    var later = input
    later.enrolment.steps = plan.steps
    later.enrolment.shift = plan.shift
    later.enrolment.history = [.email: ChannelHistory(sent: 1, lastAt: Self.start)]
    let again = Planner.plan(later, now: quiet)
    #expect(again.reservation?.slot == quiet, "the same visit moves the plan once")
  }

  @Test(arguments: [EntryRule.Trigger.segment, .event(types: ["lms.x"])])
  func aReturnMovesNothingWhereTheCampaignIsNotAboutSilence(trigger: EntryRule.Trigger) {
    let back = input {
      $0.campaign.enter.trigger = trigger
      $0.subject.returnedAt = Self.start
    }
    #expect(Planner.plan(back, now: Self.start).reservation?.slot == Self.start)
  }
}
