import TestKit
import Testing

@testable import Domain

/// What a page makes one letter of.
@Suite struct PlannerLetterTests {
  private static let start = Instant(seconds: 1_795_143_600)
  private static let line = LetterLine(line: "{{course}}", link: "{{course_link}}")

  private func input(_ learner: Int = 1, usefulFor hours: Int = 48, _ change: (inout PlanInput) -> Void = { _ in })
    -> PlanInput
  {
    var campaign = Campaign.courseCompletion
    campaign.steps[0].letter = Self.line
    campaign.steps[0].usefulUntil = .span(.hours(hours))
    var input = PlanInput(
      learner: learner, campaign: campaign, enrolment: EnrolmentState(startsAt: Self.start),
      recipient: RecipientState(reachable: [.email, .sms]))
    change(&input)
    return input
  }

  private func plan(_ page: [PlanInput], early: Set<Int> = []) -> [Plan] {
    Planner.plan(page: page, now: Self.start, letters: .hours(24), early: early)
  }

  @Test func ofWhatIsDueForOneLearnerTheOneThatIsUsefulForTheShortestTimeLeads() {
    let plans = plan([input(usefulFor: 48), input(usefulFor: 12), input(2), input(usefulFor: 30)])
    #expect(plans.map { $0.reservation != nil } == [true, true, true, true])
    #expect(plans.map { $0.reservation?.carrier } == [1, nil, nil, 1])
  }

  @Test func aNoALineThatIsMissingNeverAndAMomentWithinTheWindowKeepAMessageOutOfTheLetter() {
    let others = [
      input { $0.recipient.suppressed = [.email: .optOut] },
      input { $0.campaign.steps[0].letter = nil },
      input { $0.campaign.joinsLetters = false },
      input { $0.campaign.messageClass = .transactional },
      input {
        $0.campaign.steps[0].usefulUntil = .anchor("ends_at")
        $0.subject.anchors = ["ends_at": Self.start + .hours(20)]
      },
    ]
    for other in others {
      #expect(plan([input(usefulFor: 1), other]).allSatisfy { $0.reservation?.carrier == nil })
    }
  }

  @Test func whatIsDueWithinTheWindowJoinsAndWhatIsDueLaterOrFollowsItsRhythmDoesNot() {
    func early(_ change: (inout PlanInput) -> Void) -> Int? {
      plan([input(usefulFor: 1), input(usefulFor: 48, change)], early: [1])[1].reservation?.carrier
    }
    #expect(early { $0.enrolment.startsAt = Self.start + .hours(24) } == 0)
    #expect(early { $0.enrolment.startsAt = Self.start + .hours(25) } == nil)
    let rhythm = early {
      $0.enrolment.startsAt = Self.start - .days(6) - .hours(12)
      $0.enrolment.history = [.email: ChannelHistory(sent: 1, lastAt: Self.start - .days(6) - .hours(12))]
      $0.enrolment.steps = [StepState(occurrences: 1)]
    }
    #expect(rhythm == nil)
  }

  @Test func whatIsEarlyIsNeverReservedWithoutALetterToStandIn() {
    #expect(plan([input { $0.enrolment.startsAt = Self.start }], early: [0])[0].reservation == nil)
  }

  @Test(arguments: 0..<400) func lettersLoseNothingAndWriteToNobodyTwice(seed: Int) {
    var random = SplitMix64(seed: seed)
    let page = (0..<Int.random(in: 1...8, using: &random)).map { _ in
      var input = PlanInput(
        learner: Int.random(in: 1...3, using: &random), campaign: .random(hasWindows: false, using: &random),
        enrolment: EnrolmentState(startsAt: Self.start - .hours(Int.random(in: -30...40, using: &random))),
        recipient: RecipientState(reachable: [.email, .sms]))
      if random.chance(20) { input.recipient.suppressed = [.email: .optOut] }
      if random.chance(20) { input.subject.goalReachedAt = Self.start - .hours(1) }
      for step in input.campaign.steps.indices where random.chance(70) { input.campaign.steps[step].letter = Self.line }
      return input
    }
    let (alone, joined) = (Planner.plan(page: page, now: Self.start), plan(page))
    for index in page.indices {
      if let message = alone[index].reservation { #expect(joined[index].reservation?.step == message.step, "lost") }
      guard let message = joined[index].reservation, let carrier = message.carrier else { continue }
      let leader = joined[carrier].reservation
      #expect(
        leader?.carrier == nil && leader?.channel == message.channel && page[carrier].learner == page[index].learner)
      #expect((leader?.expiresAt ?? .distantFuture) <= message.expiresAt && message.slot <= Self.start + .hours(24))
      #expect(page[index].recipient.suppressed[message.channel] == nil && page[index].subject.goalReachedAt == nil)
    }
    for learner in 1...3 {
      let own = page.indices.filter { page[$0].learner == learner && page[$0].campaign.messageClass != .transactional }
      #expect(own.count { joined[$0].reservation.map { $0.carrier == nil } ?? false } <= 1, "two messages at once")
    }
  }
}
