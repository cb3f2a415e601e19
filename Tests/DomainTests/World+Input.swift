import TestKit

@testable import Domain

extension World {
  /// What SQL hands to the planner: computed from the ledger alone.
  func input(_ index: Int) -> PlanInput {
    let enrolment = enrolments[index]
    return PlanInput(
      learner: 1, campaign: enrolment.campaign,
      enrolment: EnrolmentState(
        status: enrolment.status, startsAt: enrolment.startsAt, shift: enrolment.shift, isHoldout: enrolment.isHoldout,
        steps: enrolment.steps, history: history(index), lastSignOfLifeAt: enrolment.returns.filter { $0 <= now }.max()),
      subject: SubjectState(
        goalReachedAt: enrolment.goalAt.flatMap { $0 <= now ? $0 : nil },
        returnedAt: enrolment.returns.filter { $0 <= now }.max(),
        anchors: date(index, at: now).map { ["date": $0] } ?? [:],
        facts: ["open": enrolment.opensAt.map { $0 <= now } ?? false]),
      recipient: recipient(enrolment.campaign))
  }

  /// Where the anchor is at that moment.
  func date(_ index: Int, at moment: Instant) -> Instant? {
    enrolments[index].moves.last { $0.at <= moment }?.date
  }

  private func history(_ index: Int) -> [Channel: ChannelHistory] {
    var histories: [Channel: ChannelHistory] = [:]
    for message in messages where message.enrolment == index {
      var history = histories[message.reservation.channel] ?? ChannelHistory()
      if message.settlesAt > now {
        history.unsettled += 1
      } else if let sentAt = message.sentAt {
        history.sent += 1
        history.lastAt = max(history.lastAt ?? sentAt, sentAt)
      }
      histories[message.reservation.channel] = history
    }
    return histories
  }

  private func recipient(_ campaign: Campaign) -> RecipientState {
    let lost = lostChannels.filter { $0.value.since <= now }
    var allowed: [Channel: Instant] = [:]
    for (channel, window) in campaign.sendWindows { allowed[channel] = nextAllowed(window) }
    return RecipientState(
      reachable: Set([Channel.email, .sms, .whatsapp]).subtracting(lost.filter { $0.value.cause == nil }.keys),
      suppressed: lost.compactMapValues(\.cause), nextAllowed: allowed, usage: usage)
  }

  private var usage: Usage {
    var times: [(Channel, Instant)] = []
    for message in messages where enrolments[message.enrolment].campaign.messageClass == .marketing {
      if message.settlesAt > now {
        times.append((message.reservation.channel, now))
      } else if let sentAt = message.sentAt {
        times.append((message.reservation.channel, sentAt))
      }
    }
    let day = times.map(\.1).filter { $0 > now - .hours(24) }
    let week = times.map(\.1).filter { $0 > now - .days(7) }
    return Usage(
      day: day.count, week: week.count, oldestInDay: day.min(), oldestInWeek: week.min(),
      lastOnChannel: Dictionary(times, uniquingKeysWith: { max($0, $1) }))
  }

  /// The first instant from now on in the window, in UTC.
  private func nextAllowed(_ window: SendWindow) -> Instant {
    let midnight = Instant(seconds: now.seconds / 86_400 * 86_400)
    let opens = midnight + .minutes(window.from)
    if now < opens { return opens }
    return now < midnight + .minutes(window.to) ? now : opens + .days(1)
  }
}

extension Campaign {
  /// A campaign that an author could have written.
  static func random(hasWindows: Bool, using random: inout SplitMix64) -> Campaign {
    if random.chance(30) {
      var campaign = Campaign.courseCompletion
      if hasWindows {
        campaign.sendWindows = [.email: SendWindow(from: 480, to: 1200), .sms: SendWindow(from: 540, to: 1260)]
      }
      return campaign
    }
    var campaign = Campaign.courseCompletion
    campaign.messageClass = random.chance(70) ? .marketing : random.chance(50) ? .reminder : .transactional
    campaign.maximumMessages = [.email: Int.random(in: 1...9, using: &random)]
    campaign.enter.trigger = .silence(inactiveDays: Int.random(in: 1...5, using: &random), lookbackDays: 30)
    campaign.sendWindows =
      hasWindows ? [.email: SendWindow(from: 480, to: Int.random(in: 490...1200, using: &random))] : [:]
    campaign.steps = (0..<Int.random(in: 1...3, using: &random)).map { Step.random($0, using: &random) }
    return campaign
  }
}

extension Step {
  static func random(_ index: Int, using random: inout SplitMix64) -> Step {
    let choices: [[Channel]] = [[.email], [.sms], [.email, .sms], [.email, .whatsapp, .sms]]
    let channels = choices[Int.random(in: choices.indices, using: &random)]
    return Step(
      id: "step-\(index)", timing: .random(using: &random), channels: channels,
      delivery: random.chance(30) ? .all : .cascade(fallbackAfter: .hours(Int.random(in: 1...30, using: &random))),
      requires: index > 0 && random.chance(30) ? [.email: Int.random(in: 1...2, using: &random)] : [:],
      conditions: random.chance(15) ? ["open": random.chance(70)] : [:],
      usefulUntil: random.chance(10) ? .anchor("date") : .span(.hours(Int.random(in: 1...60, using: &random))),
      templates: [
        StageTemplate(from: 1, name: "first"), StageTemplate(from: 2, name: "second"),
        StageTemplate(from: 4, name: "later"),
      ])
  }
}

extension Step.Timing {
  static func random(using random: inout SplitMix64) -> Step.Timing {
    let days = Int.random(in: 0...30, using: &random)
    return switch Int.random(in: 0..<100, using: &random) {
    case 0..<50: .every(.hours(Int.random(in: 20...400, using: &random)))
    case 50..<70: .after(.days(days))
    case 70..<85: .before("date", .hours(days * 8))
    case 85..<95: .afterAnchor("date", .hours(days * 8))
    default: .onEnter
    }
  }
}
