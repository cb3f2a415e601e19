/// A channel that a suppression covers is closed.
struct SuppressionGate: Gate {
  func judge(_ candidate: Candidate, _ channel: Channel, _ input: PlanInput, now: Instant) -> Finding? {
    input.recipient.suppressed[channel].map { .closed($0.reason) }
  }
}
