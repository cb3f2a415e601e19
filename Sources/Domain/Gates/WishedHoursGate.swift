/// Outside the hours that the learner chose nothing that was not asked for comes; what waits in the app interrupts nobody.
struct WishedHoursGate: Gate {
  func judge(_ candidate: Candidate, _ channel: Channel, _ input: PlanInput, now: Instant) -> Finding? {
    guard input.campaign.messageClass != .transactional, channel.traits.isOnWire,
      let hours = input.recipient.wishes.hours
    else { return nil }
    let opens = input.recipient.clock.next(in: hours, from: now)
    return opens > now ? .waits(.wishedHours, until: opens) : nil
  }
}
