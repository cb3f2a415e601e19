/// A learner who wants at most one message a week gets none within seven days of the last; what waits in the app interrupts nobody.
struct WishedWeekGate: Gate {
  func judge(_ candidate: Candidate, _ channel: Channel, _ input: PlanInput, now: Instant) -> Finding? {
    guard input.campaign.messageClass != .transactional, channel.traits.isOnWire, input.recipient.wishes.isWeekly,
      let last = input.recipient.usage.lastUnasked, last + .days(7) > now
    else { return nil }
    return .waits(.wishedWeek, until: last + .days(7))
  }
}
