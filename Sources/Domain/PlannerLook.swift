/// One look at one enrolment: the planner's working state.
struct PlannerLook {
  let input: PlanInput
  let now: Instant
  let mayReserve: Bool
  /// The letter that something of the enrolment may stand in; nil where there is none.
  let letter: Letter?
  var steps: [StepState]
  var shift: Instant.Span
  var verdicts: [Verdict]
  var furtherFailures: [FailedRule] = []
  var skips: [Skip] = []
  var withdrawals: [Withdrawal] = []
  var reservation: Reservation?

  var campaign: Campaign { input.campaign }
  var enrolment: EnrolmentState { input.enrolment }

  init(_ input: PlanInput, now: Instant, mayReserve: Bool, letter: Letter? = nil) {
    self.input = input
    self.now = now
    self.mayReserve = mayReserve
    self.letter = letter
    let count = input.campaign.steps.count
    steps = input.enrolment.steps
    if steps.count > count { steps.removeLast(steps.count - count) }
    while steps.count < count { steps.append(StepState()) }
    shift = input.enrolment.shift
    verdicts = Array(repeating: .over, count: count)
  }

  mutating func plan() -> Plan {
    guard enrolment.status.isLive else { return outcome(enrolment.status, nil, nextDueAt: nil) }
    if let (status, reason) = ending {
      if reason == .subjectOver { withdrawMoved() }
      skipDueSlots(reason)
      return outcome(status, reason, nextDueAt: nil)
    }
    if enrolment.status == .paused { return held(.enrolmentPaused, nextDueAt: nil) }
    if let reason = input.phase.reason { return held(reason, nextDueAt: now + .hours(1)) }
    shiftAfterReturn()
    withdrawMoved()
    noteLostSteps()
    // What was just taken back is still counted: the next look knows better.
    if isUsedUp, !withdrawals.isEmpty { return outcome(.active, nil, nextDueAt: now + Planner.tick) }
    if !isUsedUp { judge() }
    if !isUsedUp, let letter { join(letter) }
    if isUsedUp { skipDueSlots(.usedUp) }
    return finished()
  }

  /// What ends the episode whatever its slots say.
  private var ending: (EnrolmentStatus, Reason)? {
    if input.subject.goalReachedAt != nil { return (.completed, .goalReached) }
    if input.subject.isOver { return (.expired, .subjectOver) }
    if input.phase == .completed { return (.expired, .campaignOver) }
    let channels = Set(campaign.steps.flatMap(\.channels))
    let causes = channels.compactMap { input.recipient.suppressed[$0] }
    guard !channels.isEmpty, causes.count == channels.count else { return nil }
    if causes.contains(.optOut) { return (.unsubscribed, .optedOut) }
    let cause = SuppressionCause.allCases.first { causes.contains($0) } ?? .admin
    return (.suppressed, cause.reason)
  }

  /// Whether the campaign's maximum is reached, or a limited step was skipped so often that it never will be.
  private var isUsedUp: Bool {
    for (channel, maximum) in campaign.maximumMessages {
      let reserved = reservation?.channel == channel ? 1 : 0
      if (enrolment.history[channel]?.used ?? 0) + reserved >= maximum { return true }
    }
    return zip(campaign.steps, steps).contains { step, state in
      let maxima = step.channels.compactMap { campaign.maximumMessages[$0] }
      guard let most = maxima.max(), maxima.count == step.channels.count else { return false }
      return state.occurrences >= (enrolment.isHoldout ? most : 2 * most)
    }
  }

  /// Judges every step, reserves the most urgent open one and places the steps that wait for others.
  private mutating func judge() {
    var open: [(Candidate, Channel)] = []
    var early: [Candidate] = []
    var blocked: [Int] = []
    for index in steps.indices {
      let lacksRequired = lacksRequired(index)
      if lacksRequired { blocked.append(index) }
      if lacksRequired, campaign.steps[index].timing.isMovable { continue }
      guard let candidate = candidate(index) else { continue }
      if lacksRequired {
        early.append(candidate)
      } else if let channel = openChannel(candidate) {
        open.append((candidate, channel))
      }
    }
    open.sort { $0.0.expiresAt < $1.0.expiresAt }
    for (candidate, channel) in open {
      if mayReserve, reservation == nil {
        reserve(candidate, channel)
      } else {
        wait(candidate, .onePerTick, until: now + Planner.tick)
      }
    }
    for index in blocked where campaign.steps[index].timing.isMovable { placeAfterRequired(index, blocked: blocked) }
    for candidate in early { waitForRequired(candidate, blocked: blocked) }
  }

  private func finished() -> Plan {
    var next: Instant?
    for index in steps.indices { next = earlier(next, nextLook(index)) }
    if let next { return outcome(.active, nil, nextDueAt: next) }
    if reservation != nil || enrolment.history.values.contains(where: { $0.unsettled > 0 }) {
      return outcome(.active, nil, nextDueAt: now + .hours(6))
    }
    return outcome(.exhausted, .usedUp, nextDueAt: nil)
  }

  private mutating func held(_ reason: Reason, nextDueAt: Instant?) -> Plan {
    if let until = nextDueAt {
      verdicts = steps.indices.map { nextTime($0) == nil ? .over : .deferred(reason, until: until) }
    }
    return outcome(enrolment.status, nil, nextDueAt: nextDueAt)
  }

  private func outcome(_ status: EnrolmentStatus, _ reason: Reason?, nextDueAt: Instant?) -> Plan {
    Plan(
      reservation: reservation, skips: skips, withdrawals: withdrawals, steps: steps, shift: shift, verdicts: verdicts,
      furtherFailures: furtherFailures, status: status, endReason: reason, nextDueAt: nextDueAt)
  }
}
