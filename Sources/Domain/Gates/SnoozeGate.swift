/// Nothing that was not asked for comes before the day until which the learner wants to be left alone.
struct SnoozeGate: Gate {
  func judge(_ candidate: Candidate, _ channel: Channel, _ input: PlanInput, now: Instant) -> Finding? {
    guard input.campaign.messageClass != .transactional, let until = input.recipient.wishes.snoozedUntil, until > now
    else { return nil }
    return .waits(.snoozed, until: until)
  }
}
