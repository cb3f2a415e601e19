import JSON
import Testing

@testable import Domain

/// How episodes end, wait and are kept.
extension PlannerTests {
  @Test
  func whatEndsAnEpisodeIsRecordedWithItsReasonTheDueSlotToo() {
    let cases: [((inout PlanInput) -> Void, EnrolmentStatus, Reason)] = [
      ({ $0.subject.goalReachedAt = Self.start }, .completed, .goalReached),
      ({ $0.subject.isOver = true }, .expired, .subjectOver),
      ({ $0.recipient.suppressed = [.email: .optOut, .sms: .bounce] }, .unsubscribed, .optedOut),
      ({ $0.recipient.suppressed = [.email: .complaint, .sms: .bounce] }, .suppressed, .complained),
    ]
    for (change, status, reason) in cases {
      let plan = Planner.plan(input(.courseCompletion, change), now: Self.start)
      #expect(plan.status == status && plan.endReason == reason && plan.nextDueAt == nil && plan.reservation == nil)
      #expect(plan.skips.map(\.reason) == [reason, reason])
    }
  }

  /// Holds X-39.
  @Test
  func oneClosedChannelEndsNothingItsSlotsAreSkippedWithTheCause() {
    let plan = Planner.plan(input { $0.recipient.suppressed = [.email: .bounce] }, now: Self.start)
    #expect(plan.status == .active && plan.skips.map(\.reason) == [.bounced])
    let unreachable = Planner.plan(input { $0.recipient.reachable = [.sms] }, now: Self.start)
    #expect(unreachable.status == .active && unreachable.skips.map(\.reason) == [.noAddress])
  }

  @Test
  func aLimitedCampaignGivesUpAfterTwiceAsManySlotsAsMessages() {
    let plan = Planner.plan(
      input {
        $0.recipient.reachable = []
        $0.enrolment.steps = [
          .next(Self.start, occurrences: 15), .next(Self.start + .days(1), 1),
        ]
      }, now: Self.start)
    #expect(plan.status == .exhausted && plan.skips.map(\.occurrence) == [16])
  }

  /// Holds X-109.
  @Test
  func theHoldoutIsTrackedAndNeverWrittenTo() {
    let plan = Planner.plan(input { $0.enrolment.isHoldout = true }, now: Self.start)
    #expect(plan.reservation == nil && plan.skips.map(\.reason) == [.holdout])
    #expect(plan.nextDueAt == Self.start + .days(7))
  }

  @Test
  func pausedIsPausedNothingIsPlannedAndGoalsStillCount() {
    let person = Planner.plan(input { $0.enrolment.status = .paused }, now: Self.start)
    #expect(person.status == .paused && person.nextDueAt == nil && person.reservation == nil)
    let campaign = Planner.plan(input { $0.phase = .paused }, now: Self.start)
    #expect(campaign.reservation == nil && campaign.nextDueAt == Self.start + .hours(1) && campaign.skips.isEmpty)
    let done = Planner.plan(
      input {
        $0.enrolment.status = .paused
        $0.subject.goalReachedAt = Self.start
      }, now: Self.start)
    #expect(done.status == .completed)
  }

  @Test(arguments: EnrolmentStatus.allCases.filter { !$0.isLive })
  func aFinishedEpisodeStaysAsItIs(status: EnrolmentStatus) {
    let plan = Planner.plan(input { $0.enrolment.status = status }, now: Self.start)
    #expect(plan.status == status && plan.nextDueAt == nil && plan.reservation == nil && plan.skips.isEmpty)
  }

  @Test
  func statesSurviveStorageAsJSON() {
    let states = [
      StepState(), StepState(occurrences: 3, delay: Instant.Span(microseconds: 7), deferral: .dayCap),
      StepState(occurrences: 1, served: StepState.Served(slot: Self.start, moment: nil), isEnded: true),
      StepState(
        occurrences: 2, served: StepState.Served(slot: Self.start + .days(1), moment: Self.start + .days(2)),
        servedBefore: StepState.Served(slot: Self.start, moment: Self.start + .days(1)), isLost: true),
      StepState(
        followUp: StepState.FollowUp(channels: [.sms, .whatsapp], since: Self.start, at: Self.start + .hours(24))),
    ]
    for state in states { #expect(StepState(json: state.json) == state) }
    #expect(StepState(json: ["slot": .null, "occurrences": 0]) == nil, "a state of an older build is not guessed at")
    #expect(StepState(json: ["occurrences": 0, "delay": "long"]) == nil)
    #expect(StepState(json: ["ended": true]) == nil)
    #expect(StepState(json: ["occurrences": 1, "served": "2026-01-05T06:00:00Z", "served_moment": 7]) == nil)
  }
}
