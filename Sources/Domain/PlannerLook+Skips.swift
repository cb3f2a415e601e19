extension PlannerLook {
  /// Records every slot that is due as skipped and ends all steps; a step with an anchor waits where the subject is over, which may
  /// come back with its date.
  mutating func skipDueSlots(_ reason: Reason) {
    for index in steps.indices {
      let mayComeBack = reason == .subjectOver && campaign.steps[index].timing.anchor != nil
      let served = steps[index].served
      dropFollowUp(index, reason)
      if let slot = nextSlot(index), slot <= now {
        let (replaced, newest) = missedSlots(index, from: slot)
        advance(index, to: newest, by: replaced + 1)
        record(index, occurrence: steps[index].occurrences, slot: newest, reason, covers: replaced + 1)
        verdicts[index] = .skipped(reason)
      }
      if mayComeBack { steps[index].served = served } else { steps[index].end() }
    }
  }

  /// Skips the slots of a cadence that newer ones replaced, and the newest one if it is not useful any more.
  ///
  /// A step every 7 days, useful for 48 hours, whose slots are on the 1st, 8th, 15th and 22nd, is not looked at before
  ///
  /// - the 3rd: the slot of the 1st is late: one record, which covers 1. Nothing is due before the 8th.
  /// - the 9th: the slot of the 8th replaced that of the 1st: one record, which covers 1; the 8th's, occurrence 2, may be used.
  /// - the 18th: the 15th's replaced two and is late itself: one record with the 15th's slot, which covers 3. The next is the
  ///   22nd's, occurrence 4.
  ///
  /// So an outage leaves at most one record and one message a step, and the next slot stays where it always was.
  mutating func skipMissedSlots(_ index: Int, from slot: Instant) {
    let step = campaign.steps[index]
    let (replaced, newest) = missedSlots(index, from: slot)
    let isLate = now >= step.expiry(of: newest, anchors: input.subject.anchors) ?? newest
    let missed = replaced + (isLate ? 1 : 0)
    guard missed > 0 else { return }
    let reason: Reason = enrolment.isHoldout ? .holdout : missed == 1 ? steps[index].deferral ?? .late : .late
    let last = isLate ? newest : plannedSlot(index, occurrence: steps[index].occurrences + missed) ?? newest
    advance(index, to: last, by: missed)
    record(index, occurrence: steps[index].occurrences, slot: last, reason, covers: missed)
    steps[index].deferral = nil
    verdicts[index] = .skipped(reason)
  }

  /// How many slots from `slot` on were replaced by newer ones that are due too, and the newest of them.
  private func missedSlots(_ index: Int, from slot: Instant) -> (count: Int, newest: Instant) {
    let timing = campaign.steps[index].timing
    let due = cadenceEnd(index).map { min(now, $0 - Instant.Span(microseconds: 1)) } ?? now
    guard let latest = timing.latest(at: due, start: origin(index), clock: input.recipient.clock) else {
      return (0, slot)
    }
    return (latest - (steps[index].occurrences + 1), plannedSlot(index, occurrence: latest) ?? slot)
  }

  /// Counts `count` slots as used or skipped, of which `slot` is the newest.
  mutating func advance(_ index: Int, to slot: Instant, by count: Int) {
    steps[index].occurrences += count
    guard campaign.steps[index].timing.anchor != nil else { return }
    steps[index].servedBefore = steps[index].served
    steps[index].served = StepState.Served(slot: slot, moment: moment(of: index))
  }

  /// Ends the latest occurrence; channels that every learner should have got are recorded.
  mutating func dropFollowUp(_ index: Int, _ reason: Reason? = nil) {
    guard let followUp = steps[index].followUp else { return }
    if campaign.steps[index].delivery == .all {
      for channel in followUp.channels {
        record(
          index, channel, steps[index].occurrences, followUp.at, reason ?? steps[index].deferral ?? .late, covers: 1)
      }
    }
    steps[index].followUp = nil
    if nextSlot(index) ?? .distantFuture > now { steps[index].deferral = nil }
  }

  /// Records a slot for the step's first channel, or for each of them where every channel counts.
  mutating func record(_ index: Int, occurrence: Int, slot: Instant, _ reason: Reason, covers: Int) {
    let step = campaign.steps[index]
    let channels = step.delivery == .all ? step.channels[...] : step.channels.prefix(1)
    for channel in channels { record(index, channel, occurrence, slot, reason, covers: covers) }
  }

  mutating func record(
    _ index: Int, _ channel: Channel, _ occurrence: Int, _ slot: Instant, _ reason: Reason, covers: Int
  ) {
    skips.append(
      Skip(
        step: index, stepID: campaign.steps[index].id, occurrence: occurrence, channel: channel, reason: reason,
        slot: slot, covers: covers))
  }
}
