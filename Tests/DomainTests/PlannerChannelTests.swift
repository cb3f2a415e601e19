import Testing

@testable import Domain

@Suite
struct PlannerChannelTests {
  static let start = Instant(seconds: 1_795_143_600)  // 2026-11-20T03:00:00Z

  private func input(_ delivery: Step.Delivery, _ change: (inout PlanInput) -> Void = { _ in }) -> PlanInput {
    var campaign = Campaign.courseCompletion
    campaign.steps = [
      Step(
        id: "day-0", timing: .after(.seconds(0)), channels: [.email, .whatsapp, .sms], delivery: delivery,
        templates: [StageTemplate(from: 1, name: "hello")])
    ]
    var input = PlanInput(
      learner: 1, campaign: campaign, enrolment: EnrolmentState(startsAt: Self.start),
      recipient: RecipientState(reachable: [.email, .whatsapp, .sms]))
    change(&input)
    return input
  }

  /// The channels used when every tick is on time and each message is accepted after ten seconds.
  private func channels(_ first: PlanInput) -> [(Channel, Instant)] {
    var input = first
    var now = Self.start
    var sent: [(Channel, Instant)] = []
    while true {
      let plan = Planner.plan(input, now: now)
      if let reservation = plan.reservation {
        sent.append((reservation.channel, now))
        #expect(reservation.occurrence == 1)
        input.enrolment.history[reservation.channel] = ChannelHistory(sent: 1, lastAt: now + .seconds(10))
      }
      input.enrolment.steps = plan.steps
      guard let next = plan.nextDueAt, next < Self.start + .days(9) else { return sent }
      now = next
    }
  }

  /// Holds X-02.
  @Test
  func aCascadeGoesOnAfterTheFallbackTimeWhileThereIsNoSignOfLife() {
    let sent = channels(input(.cascade(fallbackAfter: .hours(24))))
    #expect(sent.map(\.0) == [.email, .whatsapp, .sms])
    #expect(sent.map(\.1) == [Self.start, Self.start + .hours(24), Self.start + .hours(48)])
  }

  /// Holds REQ-4-33.
  @Test
  func whatGoesOutOnceGoesOnTheFirstOpenChannelAndIsNotRepeatedOnAnother() {
    #expect(channels(input(.first)).map(\.0) == [.email])
    #expect(channels(input(.first) { $0.recipient.reachable.remove(.email) }).map(\.0) == [.whatsapp])
  }

  @Test
  func anotherChannelFollowsOnlyWhereTheMessageBeforeHasFallen() throws {
    #expect(channels(input(.failover)).map(\.0) == [.email], "nobody is written to twice for not opening a message")
    #expect(channels(input(.failover) { $0.recipient.reachable.remove(.email) }).map(\.0) == [.whatsapp])
    var fallen = input(.failover)
    let first = Planner.plan(fallen, now: Self.start)
    #expect(first.reservation?.channel == .email)
    fallen.enrolment.history[.email] = ChannelHistory(sent: 1, lastAt: Self.start)
    fallen.enrolment.steps = try first.steps.map { try #require(StepState(json: $0.json)) }
    fallen.enrolment.steps[0].followUp?.at = Self.start + .hours(47)
    fallen.enrolment.lastSignOfLifeAt = Self.start + .hours(1)
    let second = Planner.plan(fallen, now: Self.start + .hours(47))
    #expect(second.reservation?.channel == .whatsapp)
    fallen.enrolment.steps = second.steps
    let third = Planner.plan(fallen, now: Self.start + .hours(95))
    #expect(third.reservation == nil && third.status == .exhausted)
  }

  @Test
  func aFallThatIsHeardOfOnceTheSlotIsOverChangesNothing() {
    var late = input(.failover)
    late.enrolment.history[.email] = ChannelHistory(sent: 1, lastAt: Self.start)
    late.enrolment.steps = Planner.plan(late, now: Self.start).steps
    late.enrolment.steps[0].followUp?.at = Self.start + .hours(49)
    let plan = Planner.plan(late, now: Self.start + .hours(49))
    #expect(plan.reservation == nil && plan.skips == [] && plan.status == .exhausted)
  }

  @Test
  func aSignOfLifeEndsACascade() {
    let opened = input(.cascade(fallbackAfter: .hours(24))) { $0.enrolment.lastSignOfLifeAt = Self.start + .hours(2) }
    #expect(channels(opened).map(\.0) == [.email])
    let before = input(.cascade(fallbackAfter: .hours(24))) { $0.enrolment.lastSignOfLifeAt = Self.start - .hours(2) }
    #expect(channels(before).count == 3)
  }

  @Test
  func aCascadeStartsWithTheFirstChannelThatIsReachableAndAllowedNow() {
    let cases: [((inout PlanInput) -> Void, [Channel])] = [
      ({ $0.recipient.reachable.remove(.email) }, [.whatsapp, .sms]),
      ({ $0.recipient.suppressed = [.email: .optOut, .whatsapp: .admin] }, [.sms]),
      ({ $0.recipient.nextAllowed = [.email: Self.start + .hours(9)] }, [.whatsapp, .sms]),
    ]
    for (change, expected) in cases {
      #expect(channels(input(.cascade(fallbackAfter: .hours(24)), change)).map(\.0) == expected)
    }
  }

  @Test
  func deliverAllUsesEveryChannelOneATickAndRecordsTheOnesItCannotUse() {
    let sent = channels(input(.all))
    #expect(sent.map(\.0) == [.email, .whatsapp, .sms])
    #expect(sent.map(\.1) == [Self.start, Self.start + .minutes(1), Self.start + .minutes(2)])

    var part = input(.all) { $0.recipient.suppressed = [.whatsapp: .optOut] }
    part.enrolment.steps = [
      StepState(
        occurrences: 1,
        followUp: StepState.FollowUp(channels: [.whatsapp], since: Self.start, at: Self.start))
    ]
    let plan = Planner.plan(part, now: Self.start + .minutes(1))
    #expect(plan.skips.map(\.channel) == [.whatsapp] && plan.skips.map(\.reason) == [.optedOut])
    #expect(plan.status == .exhausted)
  }

  @Test
  func receiptsGoTogetherAndNothingElseBesideThem() {
    let receipt = input(.all) { $0.campaign.messageClass = .transactional }
    let nudge = input(.all) { _ in }
    let plans = Planner.plan(page: [nudge, receipt, receipt, receipt], now: Self.start)
    #expect(plans.indices.filter { plans[$0].reservation != nil } == [1, 2, 3])
    #expect(plans[0].verdicts[0] == .deferred(.onePerTick, until: Self.start + Planner.tick))
  }

  @Test
  func ofSeveralEnrolmentsOfOneLearnerOneGoes() {
    func contender(_ change: (inout PlanInput) -> Void) -> PlanInput { input(.all, change) }
    let receipt = contender { $0.campaign.messageClass = .transactional }
    let soon = contender { $0.campaign.steps[0].usefulUntil = .span(.hours(2)) }
    let neglected = contender { $0.enrolment.history = [.sms: ChannelHistory(sent: 1, lastAt: Self.start - .days(9))] }
    let recent = contender { $0.enrolment.history = [.sms: ChannelHistory(sent: 1, lastAt: Self.start - .days(2))] }
    let never = contender { _ in }
    for (page, winner) in [
      ([recent, soon, receipt], 2), ([recent, neglected, soon], 2), ([recent, neglected], 1),
      ([recent, never, neglected], 1),
      ([never, never], 0),
    ] {
      let plans = Planner.plan(page: page, now: Self.start)
      #expect(plans.indices.filter { plans[$0].reservation != nil } == [winner])
      for (index, plan) in plans.enumerated() where index != winner {
        #expect(plan.verdicts[0] == .deferred(.onePerTick, until: Self.start + Planner.tick))
      }
    }
    var other = never
    other.learner = 2
    #expect(Planner.plan(page: [never, other], now: Self.start).allSatisfy { $0.reservation != nil })
  }

  @Test
  func everyReasonHasAStableCodeAndASentenceAnExplanationHasOneFindingPerStep() {
    for reason in Reason.allCases {
      #expect(reason.explanation.hasSuffix(".") && reason.explanation.count > 20)
      #expect(reason.rawValue.allSatisfy { $0.isLowercase || $0 == "_" })
    }
    let capped = input(.all) { $0.recipient.usage = Usage(day: 2, week: 2, oldestInDay: Self.start - .hours(1)) }
    let findings = Explanation(Planner.plan(capped, now: Self.start), of: capped).findings
    #expect(findings.map(\.code) == ["active", "day_cap"])
    #expect(findings.last?.at == Self.start + .hours(23))
    let over = input(.all) { $0.subject.goalReachedAt = Self.start }
    #expect(Explanation(Planner.plan(over, now: Self.start), of: over).findings.map(\.code) == ["goal_reached"])
  }

  @Test func anExplanationPrintsEveryRuleThatFailedWithItsEarliestTime() {
    let now = Self.start
    let held = input(.cascade(fallbackAfter: .hours(24))) {
      $0.recipient.suppressed = [.email: .optOut]
      $0.recipient.nextAllowed = [.email: now + .hours(2), .sms: now + .hours(3), .whatsapp: now + .hours(3)]
      $0.recipient.usage = Usage(
        day: 2, week: 2, oldestInDay: now - .hours(20), lastOnChannel: [.sms: now - .hours(10)])
      $0.subject.facts = ["open": true]
      $0.campaign.steps[0].conditions = ["open": true]
    }
    let findings = Explanation(Planner.plan(held, now: now), of: held).findings.dropFirst()
    #expect(findings.map(\.code) == ["day_cap", "opted_out", "quiet_hours", "quiet_hours", "channel_gap"])
    #expect(
      findings.map(\.at) == [
        now + .hours(4), nil, now + .hours(2), now + .hours(3), now + .hours(14),
      ])
    #expect(findings.dropFirst(3).first?.sentence.hasPrefix("Not by whatsapp and sms before ") == true)
    #expect(findings.allSatisfy { $0.step == "day-0" })
  }

  @Test func aChannelThatIsUsedDoesNotHideWhyTheOnesBeforeItAreNot() {
    let fallback = input(.cascade(fallbackAfter: .hours(24))) {
      $0.recipient.reachable = [.sms]
      $0.recipient.suppressed = [.whatsapp: .complaint]
    }
    let findings = Explanation(Planner.plan(fallback, now: Self.start), of: fallback).findings.dropFirst()
    #expect(findings.map(\.code) == ["due", "no_address", "complained"])
  }
}
