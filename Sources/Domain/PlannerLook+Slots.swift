extension PlannerLook {
  /// The step's next slot, computed from the campaign, the enrolment and the subject's anchors; nil when it has none.
  func nextSlot(_ index: Int) -> Instant? {
    let state = steps[index]
    guard !state.isEnded, !state.isLost, let slot = plannedSlot(index, occurrence: state.occurrences + 1) else {
      return nil
    }
    if let served = state.served, isServed(index, slot, by: served) { return nil }
    if let end = cadenceEnd(index), slot >= end { return nil }
    return slot
  }

  /// Whether what was told of an anchored step holds for its slot of now.
  ///
  /// A reminder ahead of a moment names it: moved to either side, it is news. What follows a moment is told once until that lies
  /// later. A slot that lies elsewhere for the same moment, by another zone or since people have moved the job, is no news.
  private func isServed(_ index: Int, _ slot: Instant, by served: StepState.Served) -> Bool {
    var (told, asked) = (served.slot, slot)
    if let known = served.moment, let moment = moment(of: index) {
      (told, asked) = (known, moment)
    } else if let unchanged = unchangedSlot(index) {
      return min(slot, unchanged) <= told
    }
    if case .before = campaign.steps[index].timing { return asked == told }
    return asked <= told
  }

  /// The moment of the subject that the step is measured from, as it is now.
  func moment(of index: Int) -> Instant? {
    campaign.steps[index].timing.anchor.flatMap { input.subject.anchors[$0] }
  }

  /// When the occurrence of a step is, whether it was used or not.
  func plannedSlot(_ index: Int, occurrence: Int) -> Instant? {
    if let change = input.changes[index] { return change }
    return campaign.steps[index].timing.slot(
      occurrence: occurrence, start: origin(index), anchors: input.subject.anchors, clock: input.recipient.clock)
  }

  /// Where the slot of a step lies whose job people have moved; nil for every other step.
  ///
  /// Who was written to at it is not written to once more at the new one.
  func unchangedSlot(_ index: Int) -> Instant? {
    guard input.changes[index] != nil else { return nil }
    return campaign.steps[index].timing.slot(
      occurrence: 1, start: origin(index), anchors: input.subject.anchors, clock: input.recipient.clock)
  }

  /// The moment of the subject at which the step's cadence is over; nil where it goes on.
  func cadenceEnd(_ index: Int) -> Instant? {
    let step = campaign.steps[index]
    guard step.timing.rhythm != nil, case .anchor(let name) = step.usefulUntil else { return nil }
    return input.subject.anchors[name]
  }

  /// Where the step's slots are counted from.
  func origin(_ index: Int) -> Instant {
    campaign.steps[index].timing.isMovable
      ? enrolment.startsAt + (shift + steps[index].delay) : enrolment.startsAt - campaign.enter.delay
  }

  /// When something of the step is due; nil when nothing of it is left to do.
  func nextTime(_ index: Int) -> Instant? {
    earlier(nextSlot(index), steps[index].followUp.map { max($0.at, now + Planner.tick) })
  }

  /// When the step has to be looked at again; always later than now.
  func nextLook(_ index: Int) -> Instant? {
    if case .deferred(_, let until) = verdicts[index] { return until }
    return earlier(nextTime(index), anchorLook(index))
  }

  /// When the step's anchor is asked for again, since it may have moved; nil when it has passed.
  ///
  /// A day before the slot, or before the anchor once the slot is used, then half-way to it; until that day detection notices what
  /// nobody has told.
  private func anchorLook(_ index: Int) -> Instant? {
    guard !steps[index].isEnded, let anchor = campaign.steps[index].timing.anchor,
      let target = nextSlot(index) ?? input.subject.anchors[anchor], target > now
    else { return nil }
    let left = target - now
    if left > .days(1) { return target - .days(1) }
    return min(target, now + max(Instant.Span(microseconds: left.microseconds / 2), .minutes(15)))
  }

  /// The verdict of a step that is not due.
  func upcoming(_ index: Int) -> Verdict {
    guard let next = nextTime(index) else { return .over }
    if campaign.steps[index].timing.isMovable, let resume = quietAgainAt, resume > now {
      return .deferred(.returned, until: next)
    }
    return .upcoming(next)
  }

  func earlier(_ left: Instant?, _ right: Instant?) -> Instant? {
    guard let left else { return right }
    return right.map { min(left, $0) } ?? left
  }
}

extension PlannerLook {
  /// When the learner counts as quiet again; nil if they did not come back.
  private var quietAgainAt: Instant? {
    guard let back = input.subject.returnedAt, let days = campaign.enter.inactiveDays else { return nil }
    return back + .days(days) + campaign.enter.delay
  }

  /// Shifts the plan to when the learner is quiet again: distances between slots stay, and so do slots with an anchor.
  mutating func shiftAfterReturn() {
    guard let resume = quietAgainAt else { return }
    let movable = steps.indices.filter { campaign.steps[$0].timing.isMovable }
    guard let earliest = movable.compactMap({ nextSlot($0) }).min(), earliest < resume else { return }
    shift = shift + (resume - earliest)
    for index in movable {
      steps[index].deferral = nil
      steps[index].followUp = nil
    }
  }
}

extension PlannerLook {
  /// Whether a due slot of the step still misses messages that it requires.
  func lacksRequired(_ index: Int) -> Bool {
    let requires = campaign.steps[index].requires
    guard !requires.isEmpty, let slot = nextSlot(index), slot <= now else { return false }
    return requires.contains { channel, count in (enrolment.history[channel]?.sent ?? 0) < count }
  }

  /// Delays the step's slots to the next look at the channels that it requires; without such a look the step is over.
  ///
  /// An SMS every 30 days that requires two emails, planned from day 0 beside an email every 7 days: on day 0 and day 7 its
  /// slot follows the next email's, and from day 14 on, when it can be sent, its rhythm is 14, 44, 74, …
  mutating func placeAfterRequired(_ index: Int, blocked: [Int]) {
    guard let slot = nextSlot(index), let look = requiredLook(index, blocked: blocked) else {
      steps[index].end()
      return
    }
    steps[index].delay = steps[index].delay + (look - slot)
    verdicts[index] = .deferred(.requires, until: look)
  }

  /// A slot that cannot move waits for the next look at the channels that it requires; without one it is passed over.
  mutating func waitForRequired(_ candidate: Candidate, blocked: [Int]) {
    if let look = requiredLook(candidate.step, blocked: blocked) {
      wait(candidate, .requires, until: look)
    } else {
      close(candidate, campaign.steps[candidate.step].channels.map { ($0, .requires) })
    }
  }

  /// When a step that sends on a required channel is looked at next; nil where none will be.
  private func requiredLook(_ index: Int, blocked: [Int]) -> Instant? {
    let required = campaign.steps[index].requires.keys
    var look: Instant?
    for other in steps.indices where !blocked.contains(other) {
      if required.contains(where: { campaign.steps[other].channels.contains($0) }) {
        look = earlier(look, nextLook(other))
      }
    }
    let isUnsettled = required.contains { (enrolment.history[$0]?.unsettled ?? 0) > 0 }
    return look ?? (isUnsettled ? now + .hours(1) : nil)
  }
}
