/// So many marketing messages a week over all campaigns; what waits in the app interrupts nobody.
struct WeekCapGate: Gate {
  func judge(_ candidate: Candidate, _ channel: Channel, _ input: PlanInput, now: Instant) -> Finding? {
    guard input.campaign.messageClass == .marketing, channel.traits.isOnWire,
      input.recipient.usage.week >= input.caps.perWeek
    else { return nil }
    let leaves = input.recipient.usage.oldestInWeek.map { $0 + .days(7) } ?? now
    return .waits(.weekCap, until: max(leaves, now + Gates.recheck))
  }
}
