/// While the outcome of the message before is unknown, a cadence and every marketing step waits.
struct UnsettledGate: Gate {
  func judge(_ candidate: Candidate, _ channel: Channel, _ input: PlanInput, now: Instant) -> Finding? {
    guard let history = input.enrolment.history[channel], history.unsettled > 0,
      input.campaign.messageClass == .marketing || input.campaign.steps[candidate.step].timing.rhythm != nil
    else { return nil }
    return .waits(.unsettled, until: now + Gates.recheck)
  }
}
