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
    if message.tick - reservation.slot >= step.usefulFor { broken.append("\(name): too late") }
    if reservation.expiresAt != reservation.slot + step.usefulFor { broken.append("\(name): wrong expiry") }
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
    for back in enrolment.returns where back <= message.tick {
      if let days = enrolment.campaign.enter.inactiveDays, message.tick - back < .days(days) {
        broken.append("\(name): the learner is back")
      }
    }
    let isFirst = !world.messages.contains {
      $0.enrolment == message.enrolment && $0.reservation.step == reservation.step
        && $0.reservation.occurrence == reservation.occurrence && $0.tick < message.tick
    }
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
