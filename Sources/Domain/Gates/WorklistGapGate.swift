/// Nobody is on a worklist twice in so many days, over all campaigns: what a person says does not count as a message, and has a
/// cap of its own.
struct WorklistGapGate: Gate {
  func judge(_ candidate: Candidate, _ channel: Channel, _ input: PlanInput, now: Instant) -> Finding? {
    guard channel == .worklist, input.campaign.messageClass != .transactional,
      let last = input.recipient.usage.lastOnWorklist, last + input.caps.worklistGap > now
    else { return nil }
    return .waits(.worklistGap, until: last + input.caps.worklistGap)
  }
}
