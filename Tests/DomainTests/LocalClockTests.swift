import Testing

@testable import Domain

/// Cadences keep the local hour over a change of clocks.
@Suite struct LocalClockTests {
  private static func at(_ text: String) -> Instant { Instant(rfc3339: text) ?? Instant(seconds: 0) }

  /// Berlin in 2026.
  static let berlin = LocalClock([
    (from: at("2026-01-01T00:00:00Z"), offset: .hours(1)), (from: at("2026-03-29T01:00:00Z"), offset: .hours(2)),
    (from: at("2026-10-25T01:00:00Z"), offset: .hours(1)),
  ])

  @Test func slotsOfWholeDaysKeepTheHourInBothDirections() {
    let weekly = Step.Timing.every(.days(7))
    let spring = (1...4).map {
      weekly.slot(occurrence: $0, start: Self.at("2026-03-18T09:00:00Z"), anchors: [:], clock: Self.berlin)?.rfc3339
    }
    #expect(spring == ["2026-03-18T09:00:00Z", "2026-03-25T09:00:00Z", "2026-04-01T08:00:00Z", "2026-04-08T08:00:00Z"])
    let autumn = Step.Timing.after(.days(7)).slot(
      occurrence: 1, start: Self.at("2026-10-20T08:00:00Z"), anchors: [:], clock: Self.berlin)
    #expect(autumn?.rfc3339 == "2026-10-27T09:00:00Z")
  }

  @Test func momentsOfTheSubjectAreMeasuredInLocalDaysAndHoursExactly() {
    let anchors = ["exam": Self.at("2026-03-30T08:00:00Z")]
    func slot(_ span: Instant.Span) -> String? {
      Step.Timing.before("exam", span).slot(
        occurrence: 1, start: Self.at("2026-03-01T00:00:00Z"), anchors: anchors, clock: Self.berlin)?
        .rfc3339
    }
    #expect(slot(.days(2)) == "2026-03-28T09:00:00Z")
    #expect(slot(.hours(47)) == "2026-03-28T09:00:00Z")
    #expect(slot(.hours(30)) == "2026-03-29T02:00:00Z")
  }

  @Test func theNewestSlotIsTheOneThatThePlanHas() {
    let daily = Step.Timing.every(.days(1))
    let start = Self.at("2026-03-20T09:30:00Z")
    for hour in 0..<(24 * 20) {
      let now = start + .hours(hour)
      let newest = daily.latest(at: now, start: start, clock: Self.berlin) ?? 0
      let slots = (1...30).compactMap { daily.slot(occurrence: $0, start: start, anchors: [:], clock: Self.berlin) }
      #expect(newest == slots.filter { $0 <= now }.count)
    }
  }

  @Test func theGapBetweenMessagesIsMeasuredAsTheSlotsAre() {
    var input = PlanInput(
      learner: 1, campaign: .courseCompletion,
      enrolment: EnrolmentState(startsAt: Self.at("2026-03-18T09:00:00Z")),
      recipient: RecipientState(reachable: [.email], clock: Self.berlin))
    input.enrolment.history[.email] = ChannelHistory(sent: 2, lastAt: Self.at("2026-03-25T09:00:00Z"))
    input.enrolment.steps = [StepState(occurrences: 2), StepState()]
    let plan = Planner.plan(input, now: Self.at("2026-04-01T08:00:00Z"))
    #expect(plan.reservation?.occurrence == 3, "at ten o'clock, as the weeks before")
  }

  @Test func aClockWithoutChangesMovesNothing() {
    let start = Self.at("2026-03-28T09:00:00Z")
    for clock in [LocalClock(), LocalClock([(from: start, offset: .hours(5))])] {
      #expect(clock.advance(start, by: .days(3)) == start + .days(3))
    }
    #expect(LocalClock().offset(at: start) == .seconds(0))
  }
}
