@testable import Domain

/// Reads only the finished ledger and says which rules it breaks; it shares no code with the planner.
struct ModelChecker {
  let world: World
  private(set) var broken: [String]

  init(_ world: World) {
    self.world = world
    broken = world.broken
    checkCaps()
    for message in world.messages { checkMessage(message) }
    for index in world.enrolments.indices {
      checkEnrolment(index)
      checkOccurrences(index)
      checkSlots(index)
    }
  }

  private func campaign(_ message: World.Message) -> Campaign { world.enrolments[message.enrolment].campaign }

  /// The message and the other sends of the same enrolment and channel.
  private func sends(_ enrolment: Int, _ channel: Channel) -> [Instant] {
    world.messages.filter { $0.enrolment == enrolment && $0.reservation.channel == channel }.compactMap(\.sentAt)
      .sorted()
  }

  private mutating func checkCaps() {
    let marketing = world.messages.filter { campaign($0).messageClass == .marketing && $0.sentAt != nil }
    let times = marketing.compactMap(\.sentAt).sorted()
    for (index, time) in times.enumerated() {
      if index >= 2, time - times[index - 2] < .hours(24) { broken.append("3 in 24 hours at \(time.rfc3339)") }
      if index >= 5, time - times[index - 5] < .days(7) { broken.append("6 in a week at \(time.rfc3339)") }
    }
    for channel in Channel.allCases {
      let own = marketing.filter { $0.reservation.channel == channel }.compactMap(\.sentAt).sorted()
      for (first, second) in zip(own, own.dropFirst()) where second - first < .hours(24) {
        broken.append("two on \(channel) in 24 hours at \(second.rfc3339)")
      }
    }
    let ticks = world.messages.map(\.tick)
    if Set(ticks).count != ticks.count { broken.append("two messages in one tick") }
  }

  private mutating func checkMessage(_ message: World.Message) {
    let enrolment = world.enrolments[message.enrolment]
    let reservation = message.reservation
    let step = enrolment.campaign.steps[reservation.step]
    let name = "\(step.id) #\(reservation.occurrence) \(reservation.channel) at \(message.tick.rfc3339)"
    if message.tick < reservation.slot { broken.append("\(name): before its slot") }
    if message.tick >= reservation.expiresAt { broken.append("\(name): too late") }
    checkAnchor(message, name)
    if let wanted = step.conditions["open"], wanted != (enrolment.opensAt.map { $0 <= message.tick } ?? false) {
      broken.append("\(name): its condition does not hold")
    }
    if enrolment.isHoldout { broken.append("\(name): in the holdout") }
    if !step.channels.contains(reservation.channel) { broken.append("\(name): not a channel of the step") }
    if let goal = enrolment.goalAt, goal <= message.tick { broken.append("\(name): after the goal") }
    if let lost = world.lostChannels[reservation.channel], lost.since <= message.tick {
      broken.append("\(name): channel closed")
    }
    if enrolment.campaign.messageClass != .transactional,
      let window = enrolment.campaign.sendWindows[reservation.channel]
    {
      let minute = message.tick.seconds % 86_400 / 60
      if minute < window.from || minute >= window.to { broken.append("\(name): in quiet hours") }
    }
    let isMovable = step.timing.anchor == nil && step.timing != .onEnter
    for back in enrolment.returns where back <= message.tick && isMovable {
      if let days = enrolment.campaign.enter.inactiveDays, message.tick - back < .days(days) {
        broken.append("\(name): the learner is back")
      }
    }
    let isFirst = !isFollowUp(message)
    let settled = world.messages.filter {
      $0.enrolment == message.enrolment && $0.settlesAt <= message.tick && $0.sentAt != nil
    }
    for (channel, count) in step.requires where isFirst {
      if settled.count(where: { $0.reservation.channel == channel }) < count {
        broken.append("\(name): required missing")
      }
    }
    if isFirst { checkStage(message, name) }
  }

  /// The slot lies where the anchor is at the tick, and what comes before something is not sent after it.
  private mutating func checkAnchor(_ message: World.Message, _ name: String) {
    let reservation = message.reservation
    let step = campaign(message).steps[reservation.step]
    let date = world.date(message.enrolment, at: message.tick)
    var expiry: Instant?
    switch step.usefulUntil {
    case .span(let span): expiry = reservation.slot + span
    case .anchor: expiry = date
    }
    switch step.timing {
    case .before(_, let span):
      if date.map({ message.tick >= $0 }) ?? true { broken.append("\(name): for a past date") }
      if let end = expiry, let date { expiry = min(end, date) }
      if !isFollowUp(message), reservation.slot + span != date { broken.append("\(name): not before its anchor") }
    case .afterAnchor(_, let span):
      if !isFollowUp(message), reservation.slot - span != date { broken.append("\(name): not after its anchor") }
    case .onEnter:
      let entered = world.enrolments[message.enrolment].startsAt - campaign(message).enter.delay
      if !isFollowUp(message), reservation.slot != entered { broken.append("\(name): not on entering") }
    case .every, .after: break
    }
    if reservation.expiresAt != expiry { broken.append("\(name): wrong expiry") }
  }

  private func isFollowUp(_ message: World.Message) -> Bool {
    world.messages.contains {
      $0.enrolment == message.enrolment && $0.reservation.step == message.reservation.step
        && $0.reservation.occurrence == message.reservation.occurrence && $0.tick < message.tick
    }
  }

  /// No slot is used twice: of each step the slots of later occurrences are later, those of a cadence by its rhythm.
  private mutating func checkSlots(_ index: Int) {
    for (number, step) in world.enrolments[index].campaign.steps.enumerated() {
      let own = world.messages.filter {
        $0.enrolment == index && $0.reservation.step == number && !isFollowUp($0)
      }.map(\.reservation).sorted { $0.occurrence < $1.occurrence }
      for (first, second) in zip(own, own.dropFirst()) {
        let least = step.timing.rhythm.map { $0 * (second.occurrence - first.occurrence) } ?? .seconds(1)
        if second.slot - first.slot < least { broken.append("\(step.id): one slot twice at \(second.slot.rfc3339)") }
      }
      if own.count > 1, step.timing.rhythm == nil, step.timing.anchor == nil {
        broken.append("\(step.id): more than its one slot")
      }
    }
  }

  private mutating func checkStage(_ message: World.Message, _ name: String) {
    let step = campaign(message).steps[message.reservation.step]
    let before = world.messages.filter {
      $0.enrolment == message.enrolment && $0.reservation.channel == step.channels[0] && $0.tick < message.tick
        && ($0.sentAt != nil || $0.settlesAt > message.tick)
    }.count
    var expected = 1
    for (index, template) in step.templates.enumerated() where before + 1 >= template.from { expected = index + 1 }
    let isRight =
      message.reservation.stage == expected
      && message.reservation.template == step.templates[expected - 1].name
    if !isRight { broken.append("\(name): stage \(message.reservation.stage) instead of \(expected)") }
  }

  private mutating func checkEnrolment(_ index: Int) {
    let enrolment = world.enrolments[index]
    for (channel, maximum) in enrolment.campaign.maximumMessages where sends(index, channel).count > maximum {
      broken.append("more than \(maximum) on \(channel)")
    }
    for (number, step) in enrolment.campaign.steps.enumerated() {
      guard case .every(let gap) = step.timing else { continue }
      for channel in step.channels {
        let own = world.messages.filter {
          $0.enrolment == index && $0.reservation.step == number && $0.reservation.channel == channel
        }.compactMap(\.sentAt).sorted()
        for (first, second) in zip(own, own.dropFirst()) where second - first < gap {
          broken.append("\(step.id): \(channel) twice within its rhythm at \(second.rfc3339)")
        }
      }
    }
    if enrolment.status != .active, enrolment.endReason == nil { broken.append("ended without a reason") }
  }

  /// Every slot used or passed left exactly one trace: occurrences are 1, 2, 3, … without a hole.
  private mutating func checkOccurrences(_ index: Int) {
    let enrolment = world.enrolments[index]
    for (number, step) in enrolment.campaign.steps.enumerated() {
      var keys: [String] = []
      var covered: [Int] = []
      for message in world.messages where message.enrolment == index && message.reservation.step == number {
        keys.append("\(message.reservation.occurrence) \(message.reservation.channel)")
        covered.append(message.reservation.occurrence)
      }
      for (_, skip) in enrolment.skips where skip.step == number {
        keys.append("\(skip.occurrence) \(skip.channel)")
        covered += (skip.occurrence - skip.covers + 1)...skip.occurrence
      }
      if Set(keys).count != keys.count { broken.append("\(step.id): one occurrence and channel twice: \(keys)") }
      if Set(covered) != Set(1..<(enrolment.steps[number].occurrences + 1)) {
        broken.append("\(step.id): occurrences \(covered) of \(enrolment.steps[number].occurrences)")
      }
    }
  }
}
