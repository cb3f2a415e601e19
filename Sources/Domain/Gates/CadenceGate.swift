/// A cadence keeps its distance to the enrolment's last message on the channel, whenever that was sent (REQ-0-49, REQ-0-50).
struct CadenceGate: Gate {
  func judge(_ candidate: Candidate, _ channel: Channel, _ input: PlanInput, now: Instant) -> Finding? {
    guard let rhythm = input.campaign.steps[candidate.step].timing.rhythm,
      let last = input.enrolment.history[channel]?.lastAt
    else { return nil }
    let next = input.recipient.clock.advance(last, by: rhythm)
    return next > now ? .waits(.cadence, until: next) : nil
  }
}
