import Testing

@testable import Domain

/// Steps that are measured from a moment of the subject: a session tomorrow, a day after it.
@Suite struct PlannerAnchorTests {
  static let start = PlannerTests.start
  static let session = start + .days(10)

  /// A reminder a day before the session, and thanks two hours after it.
  private func input(_ change: (inout PlanInput) -> Void = { _ in }) -> PlanInput {
    var campaign = Campaign.courseCompletion
    campaign.messageClass = .reminder
    campaign.maximumMessages = [:]
    campaign.steps = [
      Step(
        id: "before", timing: .before("starts_at", .hours(24)), channels: [.email],
        templates: [StageTemplate(from: 1, name: "tomorrow")]),
      Step(
        id: "after", timing: .afterAnchor("starts_at", .hours(2)), channels: [.email],
        templates: [StageTemplate(from: 1, name: "thanks")]),
    ]
    var input = PlanInput(
      learner: 1, campaign: campaign, enrolment: EnrolmentState(startsAt: Self.start),
      subject: SubjectState(anchors: ["starts_at": Self.session]), recipient: RecipientState(reachable: [.email]))
    change(&input)
    return input
  }

  /// The state after a plan was written down.
  private func after(_ plan: Plan, _ input: PlanInput, _ change: (inout PlanInput) -> Void) -> PlanInput {
    var next = input
    next.enrolment.steps = plan.steps
    next.enrolment.shift = plan.shift
    change(&next)
    return next
  }

  @Test func slotsFollowTheAnchorAndAMoveIsSeenAtTheNextLook() {
    let first = Planner.plan(input(), now: Self.start)
    #expect(first.verdicts == [.upcoming(Self.session - .days(1)), .upcoming(Self.session + .hours(2))])
    #expect(first.nextDueAt == Self.session - .days(2), "what may move is asked for a day before it is due")
    let moved = after(first, input()) { $0.subject.anchors["starts_at"] = Self.start + .days(4) }
    let second = Planner.plan(moved, now: Self.start + .days(1))
    #expect(second.verdicts[0] == .upcoming(Self.start + .days(3)) && second.skips.isEmpty)
    let due = Planner.plan(after(second, moved) { _ in }, now: Self.start + .days(3))
    #expect(due.reservation?.slot == Self.start + .days(3) && due.reservation?.template == "tomorrow")
    #expect(due.reservation?.expiresAt == Self.start + .days(4), "what is sent before something is not useful after it")
  }

  @Test func aDateThatIsMovedIntoThePastIsNotWrittenAbout() {
    let moved = input { $0.subject.anchors["starts_at"] = Self.start + .hours(1) }
    let plan = Planner.plan(moved, now: Self.start + .hours(1))
    #expect(plan.reservation == nil && plan.skips.map(\.reason) == [.late] && plan.skips.map(\.step) == [0])
  }

  @Test func aUsedStepRunsAgainForAnotherDateAndNeverForTheSameOne() {
    let now = Self.session - .days(1)
    let sent = Planner.plan(input(), now: now)
    #expect(sent.reservation?.occurrence == 1)
    let same = after(sent, input()) { _ in }
    #expect(Planner.plan(same, now: now + .hours(1)).reservation == nil)
    let earlier = after(sent, input()) { $0.subject.anchors["starts_at"] = Self.session - .hours(3) }
    #expect(Planner.plan(earlier, now: now + .hours(1)).reservation?.occurrence == 2)
    let later = after(sent, input()) { $0.subject.anchors["starts_at"] = Self.session + .days(7) }
    let again = Planner.plan(later, now: now + .days(7))
    #expect(again.reservation?.occurrence == 2 && again.reservation?.slot == now + .days(7))
  }

  /// Clocks that go on by an hour between the day before the session and the session, or not at all.
  @Test(arguments: [(told: 1, then: 0), (told: 0, then: 1)])
  func anotherZoneIsNoOtherDate(hours: (told: Int, then: Int)) {
    func clock(_ hours: Int) -> LocalClock {
      LocalClock([(Self.start, .seconds(0)), (Self.session - .hours(2), .hours(hours))])
    }
    let steps = [Step.Timing.before("starts_at", .days(1)), .afterAnchor("starts_at", .days(1))]
    for (timing, now) in zip(steps, [Self.session - .hours(22), Self.session + .hours(26)]) {
      let before = input {
        $0.campaign.steps = [
          Step(id: "day", timing: timing, channels: [.email], templates: [StageTemplate(from: 1, name: "day")])
        ]
        $0.recipient.clock = clock(hours.told)
        if case .afterAnchor = timing { $0.subject.anchors["starts_at"] = Self.session - .hours(3) }
      }
      let sent = Planner.plan(before, now: now)
      #expect(sent.reservation?.occurrence == 1)
      for unsent in [[], [ReservedMessage(step: 0, occurrence: 1, slot: sent.reservation?.slot ?? now)]] {
        let moved = after(sent, before) {
          $0.recipient.clock = clock(hours.then)
          $0.enrolment.reserved = unsent
        }
        let plan = Planner.plan(moved, now: now + .hours(1))
        #expect(plan.reservation == nil && plan.withdrawals.isEmpty, "\(timing), \(unsent.count) on their way")
      }
    }
  }

  @Test func whatAnEarlierBuildToldIsToldOnceByItsSlot() {
    let now = Self.session - .days(1)
    let told = input { $0.enrolment.steps = [StepState(occurrences: 1, served: .init(slot: now, moment: nil))] }
    #expect(Planner.plan(told, now: now + .hours(1)).reservation == nil)
    let moved = after(Planner.plan(told, now: now), told) {
      $0.subject.anchors["starts_at"] = Self.session + .hours(1)
    }
    #expect(Planner.plan(moved, now: now + .hours(1)).reservation?.occurrence == 2)
  }

  @Test func aStepWaitsForAnAnchorThatIsGoneAndSaysWhy() {
    let gone = input { $0.subject.anchors = [:] }
    let plan = Planner.plan(gone, now: Self.start)
    #expect(plan.skips.map(\.reason) == [.anchorGone, .anchorGone] && plan.skips.map(\.occurrence) == [1, 1])
    #expect(plan.status == .exhausted)
    #expect(Planner.plan(after(plan, gone) { _ in }, now: Self.start + .days(1)).skips == [], "said once")
    let back = after(plan, gone) { $0.subject.anchors["starts_at"] = Self.session }
    let due = Planner.plan(back, now: Self.session - .days(1))
    #expect(due.reservation?.slot == Self.session - .days(1) && due.reservation?.occurrence == 2)
  }

  @Test func whatIsReservedForADateThatHasMovedIsTakenBackAndPlannedAnew() {
    let now = Self.session - .days(1)
    let sent = Planner.plan(input(), now: now)
    for (date, isKept, isSentAgain) in [
      (Self.session, true, false), (Self.session - .hours(1), false, true), (Self.session + .days(2), false, false),
    ] {
      let moved = after(sent, input()) {
        $0.subject.anchors["starts_at"] = date
        $0.enrolment.reserved = [ReservedMessage(step: 0, occurrence: 1, slot: now)]
      }
      let plan = Planner.plan(moved, now: now + .minutes(1))
      #expect(plan.withdrawals == (isKept ? [] : [Withdrawal(step: 0, occurrence: 1)]))
      #expect((plan.reservation?.occurrence == 2) == isSentAgain, "a new date of today is reminded of today")
    }
  }

  @Test func whatASenderHeldBackIsPlannedAnewAlsoForTheSameDate() {
    let now = Self.session - .days(1)
    let held = after(Planner.plan(input(), now: now), input()) {
      $0.enrolment.reserved = [ReservedMessage(step: 0, occurrence: 1, slot: now, isHeldBack: true)]
    }
    let plan = Planner.plan(held, now: now + .minutes(1))
    #expect(plan.withdrawals == [] && plan.reservation?.occurrence == 2 && plan.reservation?.slot == now)
  }

  @Test func aSubjectThatIsOverGoesOnWithItsDateWhenItIsBack() {
    let over = Planner.plan(input { $0.subject.isOver = true }, now: Self.session - .days(1))
    #expect(over.status == .expired && over.skips.map(\.reason) == [.subjectOver])
    let back = Planner.plan(after(over, input()) { _ in }, now: Self.session - .hours(23))
    #expect(back.reservation?.slot == Self.session - .days(1))
  }

  @Test func aReturningLearnerMovesNoSlotOfAnAnchor() {
    let now = Self.session - .days(1)
    let plan = Planner.plan(input { $0.subject.returnedAt = now - .hours(1) }, now: now)
    #expect(plan.reservation?.template == "tomorrow" && plan.shift == .seconds(0))
  }

  @Test func onEnterTakesNoNoticeOfTheEntryDelayOrAReturn() {
    let entered = Self.start - .hours(1)
    let welcome = input {
      $0.campaign.steps = [
        Step(id: "hello", timing: .onEnter, channels: [.email], templates: [StageTemplate(from: 1, name: "hello")])
      ]
      $0.subject.returnedAt = entered
    }
    let plan = Planner.plan(welcome, now: entered)
    #expect(plan.reservation?.slot == entered)
    #expect(Planner.plan(after(plan, welcome) { _ in }, now: entered + .hours(2)).reservation == nil)
  }

  @Test func aMomentMayEndAMessagesUsefulness() {
    let thanks = input { $0.campaign.steps[1].usefulUntil = .anchor("ends_at") }
    let known = after(Planner.plan(input(), now: Self.start), thanks) {
      $0.subject.anchors["ends_at"] = Self.session + .hours(3)
    }
    let plan = Planner.plan(known, now: Self.session + .hours(2))
    #expect(plan.reservation?.expiresAt == Self.session + .hours(3))
  }

  @Test func aMomentMayEndACadenceAndNothingIsRecordedForSlotsAfterIt() {
    let exam = input {
      $0.campaign.steps = [
        Step(
          id: "daily", timing: .every(.days(1)), channels: [.email], usefulUntil: .anchor("exam_at"),
          templates: [StageTemplate(from: 1, name: "learn")])
      ]
      $0.subject.anchors = ["exam_at": Self.start + .days(5) + .hours(1)]
      $0.enrolment.steps = [StepState(occurrences: 3)]
    }
    let last = Planner.plan(exam, now: Self.start + .days(5))
    #expect(last.reservation?.occurrence == 6 && last.skips.map(\.covers) == [2])
    #expect(last.slots(of: exam) == [nil])
    let late = Planner.plan(exam, now: Self.start + .days(9))
    #expect(late.skips.map(\.covers) == [3] && late.steps[0].occurrences == 6 && late.status == .exhausted)
  }

  @Test func aSlotThatCannotMoveWaitsForRequiredMessagesAndIsThenPassedOver() {
    let now = Self.session - .days(1)
    let waiting = input {
      $0.campaign.steps[0].requires = [.sms: 1]
      $0.campaign.steps[1] = Step(
        id: "sms", timing: .after(.days(9)), channels: [.sms], templates: [StageTemplate(from: 1, name: "sms")])
      $0.recipient.nextAllowed = [.sms: now + .hours(4)]
      $0.recipient.reachable = [.email, .sms]
    }
    let plan = Planner.plan(waiting, now: now)
    #expect(plan.verdicts[0] == .deferred(.requires, until: now + .hours(4)))
    let late = Planner.plan(after(plan, waiting) { _ in }, now: Self.session)
    #expect(late.skips.first?.reason == .requires)
  }

  @Test func aConditionThatDoesNotHoldPassesTheSlotOver() {
    let now = Self.session - .days(1)
    for (facts, isSent) in [(["open": true], true), (["open": false], false), ([:], false)] {
      let plan = Planner.plan(
        input {
          $0.campaign.steps[0].conditions = ["open": true]
          $0.subject.facts = facts
        }, now: now)
      #expect((plan.reservation != nil) == isSent)
      if !isSent { #expect(plan.skips.map(\.reason) == [.condition]) }
    }
  }
}
