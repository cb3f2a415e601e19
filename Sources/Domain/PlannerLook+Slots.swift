extension PlannerLook {
  /// What of the step is due now, after missed slots were recorded; nil if nothing is.
  mutating func candidate(_ index: Int) -> Candidate? {
    if let slot = steps[index].nextSlot, slot <= now {
      dropFollowUp(index)
      skipMissedSlots(index)
    } else if let followUp = steps[index].followUp, followUp.at <= now, endsFollowUp(index, followUp) {
      dropFollowUp(index)
    }
    let state = steps[index]
    if let slot = state.nextSlot, slot <= now {
      return Candidate(
        step: index, channels: campaign.steps[index].channels, slot: slot, occurrence: state.occurrences + 1,
        isFollowUp: false)
    }
    if let followUp = state.followUp, followUp.at <= now {
      return Candidate(
        step: index, channels: followUp.channels, slot: followUp.at, occurrence: state.occurrences, isFollowUp: true)
    }
    if case .skipped = verdicts[index] { return nil }
    verdicts[index] = upcoming(index)
    return nil
  }

  /// When a candidate stops being useful.
  func expiry(_ candidate: Candidate) -> Instant { candidate.slot + campaign.steps[candidate.step].usefulFor }

  /// The channel that may be used now; otherwise the candidate waits or is skipped.
  mutating func openChannel(_ candidate: Candidate) -> Channel? {
    let step = campaign.steps[candidate.step]
    var wait: (reason: Reason, until: Instant)?
    var closed: [(Channel, Reason)] = []
    for channel in candidate.channels {
      switch ChannelGate(channel, for: step, of: input, now: now, caps: caps) {
      case .open: return channel
      case .closed(let reason): closed.append((channel, reason))
      case .waits(let reason, let until): if until < wait?.until ?? .distantFuture { wait = (reason, until) }
      }
    }
    if let wait {
      self.wait(candidate, wait.reason, until: wait.until)
    } else {
      close(candidate, closed)
    }
    return nil
  }

  mutating func wait(_ candidate: Candidate, _ reason: Reason, until: Instant) {
    steps[candidate.step].deferral = reason
    verdicts[candidate.step] = .deferred(reason, until: min(until, expiry(candidate)))
  }

  mutating func reserve(_ candidate: Candidate, _ channel: Channel) {
    let step = campaign.steps[candidate.step]
    let stage = step.stage(ofMessage: messageNumber(candidate, step.channels.first ?? channel))
    reservation = Reservation(
      step: candidate.step, stepID: step.id, occurrence: candidate.occurrence, channel: channel,
      template: stage.template, stage: stage.number, slot: candidate.slot, notBefore: now,
      expiresAt: expiry(candidate))
    let rest = followUp(candidate, after: channel)
    if !candidate.isFollowUp { advance(candidate.step, from: candidate.slot, by: 1) }
    steps[candidate.step].deferral = nil
    steps[candidate.step].followUp = rest
    verdicts[candidate.step] = .reserved(channel)
  }

  /// The number of the candidate's message on the step's first channel; a follow-up keeps the number of its occurrence.
  private func messageNumber(_ candidate: Candidate, _ first: Channel) -> Int {
    let used = enrolment.history[first]?.used ?? 0
    return candidate.isFollowUp ? max(used, 1) : used + 1
  }

  /// Records every slot that is due as skipped and ends all steps.
  mutating func skipDueSlots(_ reason: Reason) {
    for index in steps.indices {
      dropFollowUp(index, reason)
      if let slot = steps[index].nextSlot, slot <= now {
        let missed = missedSlots(index, from: slot)
        record(
          index, occurrence: steps[index].occurrences + missed.count + 1, slot: missed.next, reason,
          covers: missed.count + 1)
        steps[index].occurrences += missed.count + 1
        verdicts[index] = .skipped(reason)
      }
      steps[index].end()
    }
  }

  /// Skips the slots of a cadence that newer ones replaced, and the newest one if it is not useful any more.
  private mutating func skipMissedSlots(_ index: Int) {
    guard let slot = steps[index].nextSlot else { return }
    let (replaced, newest) = missedSlots(index, from: slot)
    let isLate = now >= newest + campaign.steps[index].usefulFor
    let missed = replaced + (isLate ? 1 : 0)
    guard missed > 0 else { return }
    let reason: Reason =
      enrolment.isHoldout ? .holdout : missed == 1 ? steps[index].deferral ?? .late : .late
    let last = isLate ? newest : newest - gap(index)
    record(index, occurrence: steps[index].occurrences + missed, slot: last, reason, covers: missed)
    advance(index, from: last, by: missed)
    steps[index].deferral = nil
    verdicts[index] = .skipped(reason)
  }

  /// How many slots from `slot` on were replaced by newer ones that are due too, and the newest of them.
  private func missedSlots(_ index: Int, from slot: Instant) -> (count: Int, next: Instant) {
    let gap = gap(index)
    guard gap.microseconds > 0 else { return (0, slot) }
    let count = (now - slot).microseconds / gap.microseconds
    return (count, slot + gap * count)
  }

  /// The distance between the step's slots; zero for a step with one slot.
  private func gap(_ index: Int) -> Instant.Span {
    if case .every(let gap) = campaign.steps[index].timing { gap } else { .seconds(0) }
  }

  private mutating func advance(_ index: Int, from slot: Instant, by count: Int) {
    let gap = gap(index)
    steps[index].occurrences += count
    steps[index].nextSlot = gap.microseconds > 0 ? slot + gap : nil
  }

  /// Records a slot that no channel can serve, and goes on to the next one.
  private mutating func close(_ candidate: Candidate, _ closed: [(channel: Channel, reason: Reason)]) {
    let sendsOnAll = campaign.steps[candidate.step].delivery == .all
    if candidate.isFollowUp {
      steps[candidate.step].followUp = nil
    } else {
      advance(candidate.step, from: candidate.slot, by: 1)
    }
    steps[candidate.step].deferral = nil
    let recorded = sendsOnAll ? closed[...] : candidate.isFollowUp ? [] : closed.prefix(1)
    for (channel, reason) in recorded {
      record(candidate.step, channel, candidate.occurrence, candidate.slot, reason, covers: 1)
    }
    verdicts[candidate.step] = closed.first.map { .skipped($0.reason) } ?? upcoming(candidate.step)
  }

  /// The channels that may follow a message on `channel`.
  private func followUp(_ candidate: Candidate, after channel: Channel) -> StepState.FollowUp? {
    let step = campaign.steps[candidate.step]
    switch step.delivery {
    case .cascade(let fallbackAfter):
      let rest = Array(candidate.channels.drop { $0 != channel }.dropFirst())
      return rest.isEmpty ? nil : StepState.FollowUp(channels: rest, since: now, at: now + fallbackAfter)
    case .all:
      let rest = candidate.channels.filter { $0 != channel }
      let at = candidate.isFollowUp ? candidate.slot : now
      return rest.isEmpty ? nil : StepState.FollowUp(channels: rest, since: now, at: at)
    }
  }

  /// Whether a follow-up is not wanted any more: a sign of life in a cascade, or too late.
  private func endsFollowUp(_ index: Int, _ followUp: StepState.FollowUp) -> Bool {
    let step = campaign.steps[index]
    if now >= followUp.at + step.usefulFor { return true }
    if case .cascade = step.delivery, let life = enrolment.lastSignOfLifeAt { return life >= followUp.since }
    return false
  }

  /// Ends the latest occurrence; channels that every learner should have got are recorded.
  private mutating func dropFollowUp(_ index: Int, _ reason: Reason? = nil) {
    guard let followUp = steps[index].followUp else { return }
    if campaign.steps[index].delivery == .all {
      for channel in followUp.channels {
        record(
          index, channel, steps[index].occurrences, followUp.at, reason ?? steps[index].deferral ?? .late, covers: 1)
      }
    }
    steps[index].followUp = nil
    if steps[index].nextSlot ?? .distantFuture > now { steps[index].deferral = nil }
  }

  /// Records a slot for the step's first channel, or for each of them where every channel counts.
  private mutating func record(_ index: Int, occurrence: Int, slot: Instant, _ reason: Reason, covers: Int) {
    let step = campaign.steps[index]
    let channels = step.delivery == .all ? step.channels[...] : step.channels.prefix(1)
    for channel in channels { record(index, channel, occurrence, slot, reason, covers: covers) }
  }

  private mutating func record(
    _ index: Int, _ channel: Channel, _ occurrence: Int, _ slot: Instant, _ reason: Reason, covers: Int
  ) {
    skips.append(
      Skip(
        step: index, stepID: campaign.steps[index].id, occurrence: occurrence, channel: channel, reason: reason,
        slot: slot, covers: covers))
  }
}
