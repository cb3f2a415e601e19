/// Of several people with one address one gets a step's message; with a rhythm, whoever got the last one goes on, and another
/// takes their place a while after they left it.
struct SharedAddressGate: Gate {
  func judge(_ candidate: Candidate, _ channel: Channel, _ input: PlanInput, now: Instant) -> Finding? {
    if input.campaign.messageClass == .transactional { return nil }
    let shared = input.recipient.sharedMessages.filter { $0.step == candidate.step && $0.channel == channel }
    guard let last = shared.map(\.at).max() else { return nil }
    guard let rhythm = input.campaign.steps[candidate.step].timing.rhythm else { return .closed(.sharedAddress) }
    let turn = last + rhythm + Gates.recheck
    return turn > now ? .waits(.sharedAddress, until: turn) : nil
  }
}
