/// One look at one enrolment: the planner's working state.
struct PlannerLook {
  /// A step that is due now: a slot of its own or the next channel of the latest occurrence.
  struct Candidate {
    let step: Int
    let channels: [Channel]
    let slot: Instant
    let occurrence: Int
    let isFollowUp: Bool
  }

  let input: PlanInput
  let now: Instant
  let caps: Caps
  let mayReserve: Bool
  var steps: [StepState]
  var verdicts: [Verdict]
  var skips: [Skip] = []
  var reservation: Reservation?

  var campaign: Campaign { input.campaign }
  var enrolment: EnrolmentState { input.enrolment }

  init(_ input: PlanInput, now: Instant, caps: Caps, mayReserve: Bool) {
    self.input = input
    self.now = now
    self.caps = caps
    self.mayReserve = mayReserve
    let initial = input.campaign.initialSteps(startingAt: input.enrolment.startsAt)
    let known = input.enrolment.steps.prefix(initial.count)
    steps = Array(known) + initial.dropFirst(known.count)
    verdicts = steps.map { _ in .over }
  }

  mutating func plan() -> Plan {
    guard enrolment.status.isLive else { return outcome(enrolment.status, nil, nextDueAt: nil) }
    if let (status, reason) = ending {
      skipDueSlots(reason)
      return outcome(status, reason, nextDueAt: nil)
    }
    if enrolment.status == .paused { return held(.enrolmentPaused, nextDueAt: nil) }
    if input.isCampaignPaused { return held(.campaignPaused, nextDueAt: now + .hours(1)) }
    reanchor()
    if !isUsedUp { judge() }
    if isUsedUp { skipDueSlots(.usedUp) }
    return finished()
  }

  /// What ends the episode whatever its slots say.
  private var ending: (EnrolmentStatus, Reason)? {
    if input.subject.goalReachedAt != nil { return (.completed, .goalReached) }
    if input.subject.isOver { return (.expired, .subjectOver) }
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

  /// When the learner counts as quiet again; nil if they did not come back, or the campaign is not about silence.
  private var quietAgainAt: Instant? {
    guard let back = input.subject.returnedAt, let days = campaign.enter.inactiveDays else { return nil }
    return back + .days(days) + campaign.enter.delay
  }

  /// Shifts the whole plan to when the learner is quiet again: distances between slots stay.
  private mutating func reanchor() {
    guard let resume = quietAgainAt, let earliest = steps.compactMap(\.nextSlot).min(), earliest < resume else {
      return
    }
    for index in steps.indices {
      steps[index].nextSlot = steps[index].nextSlot.map { $0 + (resume - earliest) }
      steps[index].deferral = nil
      steps[index].followUp = nil
    }
  }

  /// Judges every step, reserves the most urgent open one and places the steps that wait for others.
  private mutating func judge() {
    var open: [(Candidate, Channel)] = []
    var blocked: [Int] = []
    for index in steps.indices {
      if lacksRequired(index) {
        blocked.append(index)
      } else if let candidate = candidate(index), let channel = openChannel(candidate) {
        open.append((candidate, channel))
      }
    }
    open.sort { expiry($0.0) < expiry($1.0) }
    for (candidate, channel) in open {
      if mayReserve, reservation == nil {
        reserve(candidate, channel)
      } else {
        wait(candidate, .onePerTick, until: now + Planner.tick)
      }
    }
    for index in blocked { placeAfterRequired(index, blocked: blocked) }
  }

  /// Whether a due slot of the step still misses messages that it requires.
  private func lacksRequired(_ index: Int) -> Bool {
    guard let slot = steps[index].nextSlot, slot <= now else { return false }
    return campaign.steps[index].requires.contains { channel, count in
      (enrolment.history[channel]?.sent ?? 0) < count
    }
  }

  /// Moves the step's slot to the next look at the channels that it requires; without such a look the step is over.
  private mutating func placeAfterRequired(_ index: Int, blocked: [Int]) {
    let required = campaign.steps[index].requires.keys
    let looks = steps.indices.compactMap { other in
      !blocked.contains(other) && !required.allSatisfy { !campaign.steps[other].channels.contains($0) }
        ? nextLook(other) : nil
    }
    let unsettled = required.contains { (enrolment.history[$0]?.unsettled ?? 0) > 0 }
    guard let slot = looks.min() ?? (unsettled ? now + .hours(1) : nil) else {
      steps[index].end()
      return
    }
    steps[index].nextSlot = slot
    verdicts[index] = .deferred(.requires, until: slot)
  }

  private func finished() -> Plan {
    if let next = steps.indices.compactMap({ nextLook($0) }).min() {
      return outcome(.active, nil, nextDueAt: next)
    }
    if reservation != nil || enrolment.history.values.contains(where: { $0.unsettled > 0 }) {
      return outcome(.active, nil, nextDueAt: now + .hours(6))
    }
    return outcome(.exhausted, .usedUp, nextDueAt: nil)
  }

  /// When the step has to be looked at again; always later than now.
  func nextLook(_ index: Int) -> Instant? {
    if case .deferred(_, let until) = verdicts[index] { return until }
    let followUp = steps[index].followUp.map { max($0.at, now + Planner.tick) }
    return [steps[index].nextSlot, followUp].compactMap { $0 }.min()
  }

  private mutating func held(_ reason: Reason, nextDueAt: Instant?) -> Plan {
    if let until = nextDueAt { verdicts = steps.map { $0.isOver ? .over : .deferred(reason, until: until) } }
    return outcome(enrolment.status, nil, nextDueAt: nextDueAt)
  }

  private func outcome(_ status: EnrolmentStatus, _ reason: Reason?, nextDueAt: Instant?) -> Plan {
    Plan(
      reservation: reservation, skips: skips, steps: steps, verdicts: verdicts, status: status, endReason: reason,
      nextDueAt: nextDueAt)
  }

  /// The verdict of a step that is not due.
  func upcoming(_ index: Int) -> Verdict {
    guard let next = nextLook(index) else { return .over }
    if let resume = quietAgainAt, resume > now { return .deferred(.returned, until: next) }
    return .upcoming(next)
  }
}
