@testable import Domain

extension StepState {
  /// The state of a step of `campaign` whose next slot is `slot`, in an enrolment that started at `start`.
  static func next(
    _ slot: Instant, _ index: Int = 0, of campaign: Campaign = .courseCompletion,
    from start: Instant = PlannerTests.start,
    occurrences: Int = 0, deferral: Reason? = nil
  ) -> StepState {
    let planned = campaign.steps[index].timing.slot(occurrence: occurrences + 1, start: start, anchors: [:]) ?? start
    return StepState(occurrences: occurrences, delay: slot - planned, deferral: deferral)
  }
}

extension Plan {
  /// The next slot of each step after this look.
  func slots(of input: PlanInput) -> [Instant?] {
    var after = input
    after.enrolment.steps = steps
    after.enrolment.shift = shift
    let look = PlannerLook(after, now: input.enrolment.startsAt, mayReserve: false)
    return steps.indices.map { look.nextSlot($0) }
  }
}
