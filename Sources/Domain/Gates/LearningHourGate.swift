/// A step that asks for the hour in which its learner learns waits for it, in the channel's hours: for their best hour that lies
/// there, and where none is known for the hour with which the channel's begin.
struct LearningHourGate: Gate {
  func judge(_ candidate: Candidate, _ channel: Channel, _ input: PlanInput, now: Instant) -> Finding? {
    guard input.campaign.steps[candidate.step].hour == .learning,
      let hour = input.recipient.learningHour(within: input.campaign.sendWindows[channel])
    else { return nil }
    let opens = input.recipient.clock.next(in: hour, from: now)
    return opens > now ? .waits(.learningHour, until: opens) : nil
  }
}
