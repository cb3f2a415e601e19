/// A step whose conditions (`when:`) do not all hold passes its slot over; a fact that nobody knows does not hold.
struct ConditionGate: Gate {
  func judge(_ candidate: Candidate, _ channel: Channel, _ input: PlanInput, now: Instant) -> Finding? {
    for (fact, wanted) in input.campaign.steps[candidate.step].conditions where input.subject.facts[fact] != wanted {
      return .closed(.condition)
    }
    return nil
  }
}
