/// The comparison group is never written to.
struct HoldoutGate: Gate {
  func judge(_ candidate: Candidate, _ channel: Channel, _ input: PlanInput, now: Instant) -> Finding? {
    input.enrolment.isHoldout ? .closed(.holdout) : nil
  }
}
