/// Whether one channel may be used for one step now.
enum ChannelGate: Equatable {
  case open
  /// Not now; it may open at the instant, when the wait with the latest end is over.
  case waits(Reason, until: Instant)
  /// Not for this slot.
  case closed(Reason)
}

extension ChannelGate {
  private static let recheck = Instant.Span.minutes(15)

  /// Judges `channel` for `step` by the rules of the campaign's class.
  init(_ channel: Channel, for step: Step, of input: PlanInput, now: Instant, caps: Caps) {
    let recipient = input.recipient
    if input.enrolment.isHoldout {
      self = .closed(.holdout)
    } else if let cause = recipient.suppressed[channel] {
      self = .closed(cause.reason)
    } else if !recipient.reachable.contains(channel) {
      self = .closed(.noAddress)
    } else {
      var waits = Self.cadenceWaits(channel, step, input, now)
      if input.campaign.messageClass != .transactional, let allowed = recipient.nextAllowed[channel], allowed > now {
        waits.append((.quietHours, allowed))
      }
      if input.campaign.messageClass == .marketing {
        waits += Self.capWaits(channel, recipient.usage, caps, now)
      }
      self = waits.max { $0.until < $1.until }.map { .waits($0.reason, until: $0.until) } ?? .open
    }
  }

  private typealias Wait = (reason: Reason, until: Instant)

  /// The distance to this enrolment's own messages on the channel (REQ-0-49, REQ-0-50).
  private static func cadenceWaits(_ channel: Channel, _ step: Step, _ input: PlanInput, _ now: Instant) -> [Wait] {
    guard let history = input.enrolment.history[channel] else { return [] }
    var waits: [Wait] = []
    let hasRhythm = if case .every = step.timing { true } else { false }
    if history.unsettled > 0, hasRhythm || input.campaign.messageClass == .marketing {
      waits.append((.unsettled, now + recheck))
    }
    if case .every(let gap) = step.timing, let last = history.lastAt, last + gap > now {
      waits.append((.cadence, last + gap))
    }
    return waits
  }

  private static func capWaits(_ channel: Channel, _ usage: Usage, _ caps: Caps, _ now: Instant) -> [Wait] {
    var waits: [Wait] = []
    if usage.day >= caps.perDay {
      waits.append((.dayCap, max((usage.oldestInDay ?? now - .hours(24)) + .hours(24), now + recheck)))
    }
    if usage.week >= caps.perWeek {
      waits.append((.weekCap, max((usage.oldestInWeek ?? now - .days(7)) + .days(7), now + recheck)))
    }
    if let last = usage.lastOnChannel[channel], last + caps.channelGap > now {
      waits.append((.channelGap, last + caps.channelGap))
    }
    return waits
  }
}
