extension PlannerLook {
  /// What of the step is due now, after missed slots were recorded; nil if nothing is.
  mutating func candidate(_ index: Int) -> Candidate? {
    if let slot = nextSlot(index), slot <= now {
      dropFollowUp(index)
      skipMissedSlots(index, from: slot)
    } else if let followUp = steps[index].followUp, followUp.at <= now, endsFollowUp(index, followUp) {
      dropFollowUp(index)
    }
    let state = steps[index]
    if let slot = nextSlot(index), slot <= now {
      return Candidate(
        step: index, channels: campaign.steps[index].channels, slot: slot, expiresAt: expiry(index, slot),
        occurrence: state.occurrences + 1, isFollowUp: false, stage: stage(index, isFollowUp: false))
    }
    if let followUp = state.followUp, followUp.at <= now {
      return Candidate(
        step: index, channels: followUp.channels, slot: followUp.at, expiresAt: expiry(index, followUp.at),
        occurrence: state.occurrences, isFollowUp: true, stage: stage(index, isFollowUp: true))
    }
    if state.followUp == nil { steps[index].deferral = nil }
    if case .skipped = verdicts[index] { return nil }
    verdicts[index] = upcoming(index)
    return nil
  }

  /// When a slot of the step stops being useful.
  func expiry(_ index: Int, _ slot: Instant) -> Instant {
    campaign.steps[index].expiry(of: slot, anchors: input.subject.anchors) ?? slot
  }

  /// The channel that may be used now; otherwise the candidate waits or is skipped.
  mutating func openChannel(_ candidate: Candidate) -> Channel? {
    var failures: [FailedRule] = []
    var wait: (reason: Reason, until: Instant)?
    var closed: [(channel: Channel, reason: Reason)] = []
    for channel in candidate.channels {
      let gate = ChannelGate(candidate, channel, input, now: now)
      failures += gate.findings.map { FailedRule(step: candidate.step, channel: channel, finding: $0) }
      switch gate.decisive {
      case nil:
        furtherFailures += failures
        return channel
      case .closed(let reason): closed.append((channel, reason))
      case .waits(let reason, let until): if until < wait?.until ?? .distantFuture { wait = (reason, until) }
      }
    }
    let decisive = wait.map { Finding.waits($0.reason, until: $0.until) } ?? closed.first.map { .closed($0.reason) }
    furtherFailures += failures.filter { $0.finding != decisive }
    if let wait {
      self.wait(candidate, wait.reason, until: wait.until)
    } else {
      close(candidate, closed)
    }
    return nil
  }

  mutating func wait(_ candidate: Candidate, _ reason: Reason, until: Instant) {
    steps[candidate.step].deferral = reason
    verdicts[candidate.step] = .deferred(reason, until: min(until, candidate.expiresAt))
  }

  mutating func reserve(_ candidate: Candidate, _ channel: Channel) {
    let step = campaign.steps[candidate.step]
    reservation = Reservation(
      step: candidate.step, stepID: step.id, occurrence: candidate.occurrence, channel: channel,
      template: candidate.stage.template, stage: candidate.stage.number, slot: candidate.slot, notBefore: now,
      expiresAt: candidate.expiresAt, cost: input.costs[channel]?[candidate.stage.template])
    let rest = followUp(candidate, after: channel)
    if !candidate.isFollowUp { advance(candidate.step, to: candidate.slot, by: 1) }
    steps[candidate.step].deferral = nil
    steps[candidate.step].followUp = rest
    verdicts[candidate.step] = .reserved(channel)
  }

  /// The stage of the next message, counted on the step's first channel; a follow-up keeps the number of its occurrence.
  func stage(_ index: Int, isFollowUp: Bool) -> (number: Int, template: String) {
    let step = campaign.steps[index]
    let used = step.channels.first.flatMap { enrolment.history[$0]?.used } ?? 0
    return step.stage(ofMessage: isFollowUp ? max(used, 1) : used + 1)
  }

  /// Records a slot that no channel can serve, and goes on to the next one.
  mutating func close(_ candidate: Candidate, _ closed: [(channel: Channel, reason: Reason)]) {
    let sendsOnAll = campaign.steps[candidate.step].delivery == .all
    if candidate.isFollowUp {
      steps[candidate.step].followUp = nil
    } else {
      advance(candidate.step, to: candidate.slot, by: 1)
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
    case .failover:
      let rest = Array(candidate.channels.drop { $0 != channel }.dropFirst())
      let end = candidate.expiresAt
      return rest.isEmpty ? nil : StepState.FollowUp(channels: rest, since: now, at: end, fallsBy: end)
    case .first: return nil
    case .all:
      let rest = candidate.channels.filter { $0 != channel }
      let at = candidate.isFollowUp ? candidate.slot : now
      return rest.isEmpty ? nil : StepState.FollowUp(channels: rest, since: now, at: at)
    }
  }

  /// Whether a follow-up is not wanted any more: a sign of life in a cascade, nothing that fell, or too late.
  private func endsFollowUp(_ index: Int, _ followUp: StepState.FollowUp) -> Bool {
    if let end = followUp.fallsBy { return followUp.at >= end || now >= end }
    if now >= expiry(index, followUp.at) { return true }
    if case .cascade = campaign.steps[index].delivery, let life = enrolment.lastSignOfLifeAt {
      return life >= followUp.since
    }
    return false
  }
}
