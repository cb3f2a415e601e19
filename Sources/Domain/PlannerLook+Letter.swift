extension PlannerLook {
  /// Reserves, of what may stand in the letter, the one that stops being useful first.
  mutating func join(_ letter: Letter) {
    let candidates = steps.indices.compactMap { joining($0, letter) }
    guard let first = candidates.min(by: { $0.expiresAt < $1.expiresAt }) else { return }
    reserve(first, letter.channel)
  }

  /// Whether a message of the step may stand in a letter until a moment: it has a line for it, and no moment of the subject is near.
  func mayJoin(_ index: Int, until: Instant) -> Bool {
    let step = campaign.steps[index]
    guard campaign.joinsLetters, campaign.messageClass.takesTurns, step.letter != nil else { return false }
    var anchors = [step.timing.anchor].compactMap { $0 }
    if case .anchor(let name) = step.usefulUntil { anchors.append(name) }
    return !anchors.contains { name in input.subject.anchors[name].map { $0 > now && $0 <= until } ?? false }
  }

  /// What of the step is due until then, where the letter's channel is the one that it would use.
  private func joining(_ index: Int, _ letter: Letter) -> Candidate? {
    let step = campaign.steps[index]
    guard mayJoin(index, until: letter.until), let slot = nextSlot(index), slot <= letter.until,
      step.requires.allSatisfy({ channel, count in (enrolment.history[channel]?.sent ?? 0) >= count })
    else { return nil }
    let candidate = Candidate(
      step: index, channels: step.channels, slot: slot, expiresAt: expiry(index, slot),
      occurrence: steps[index].occurrences + 1, isFollowUp: false, stage: stage(index, isFollowUp: false))
    guard candidate.expiresAt > now else { return nil }
    let open = candidate.channels.first { ChannelGate(candidate, $0, input, now: now).decisive == nil }
    return open == letter.channel ? candidate : nil
  }
}
