/// So many marketing messages a day over all campaigns; what waits in the app interrupts nobody.
struct DayCapGate: Gate {
  func judge(_ candidate: Candidate, _ channel: Channel, _ input: PlanInput, now: Instant) -> Finding? {
    guard input.campaign.messageClass == .marketing, channel.traits.isOnWire,
      input.recipient.usage.day >= input.caps.perDay
    else { return nil }
    let leaves = input.recipient.usage.oldestInDay.map { $0 + .hours(24) } ?? now
    return .waits(.dayCap, until: max(leaves, now + Gates.recheck))
  }
}
