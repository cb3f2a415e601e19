/// Outside the channel's hours where the learner lives all but transactional messages wait.
struct QuietHoursGate: Gate {
  func judge(_ candidate: Candidate, _ channel: Channel, _ input: PlanInput, now: Instant) -> Finding? {
    guard input.campaign.messageClass != .transactional,
      let allowed = input.recipient.nextAllowed(candidate.step, on: channel), allowed > now
    else { return nil }
    return .waits(.quietHours, until: allowed)
  }
}
