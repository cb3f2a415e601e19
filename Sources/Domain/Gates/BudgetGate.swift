/// A message that its campaign's budget of the week, or that of all campaigns, has no room for waits for the next week; what was
/// asked for is counted and never held.
struct BudgetGate: Gate {
  func judge(_ candidate: Candidate, _ channel: Channel, _ input: PlanInput, now: Instant) -> Finding? {
    input.fullBudget(for: channel, candidate.stage.template).map { .waits(.budget, until: $0.endsAt) }
  }
}
