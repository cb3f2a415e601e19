/// Where one learner's episode in one campaign stands (docs/state-machines.md).
public enum EnrolmentStatus: String, CaseIterable, Sendable {
  /// Written to when a slot is due.
  case active
  /// Held by a person; nothing is planned until somebody resumes it (REQ-0-37).
  case paused
  /// The goal was reached (REQ-0-36, X-26).
  case completed
  /// The learner said no (REQ-0-35).
  case unsubscribed
  /// Every message that the campaign allows was used; a moment that moves may bring one more.
  case exhausted
  /// The subject is over: the course ended or the learner left it; one that is back with its date goes on.
  case expired
  /// A complaint or bounces closed every channel of the campaign.
  case suppressed

  /// Whether the episode is still going on.
  public var isLive: Bool { self == .active || self == .paused }

  /// Whether an enrolment in this status may be given `next`; staying as it is always is allowed.
  public func allows(_ next: EnrolmentStatus) -> Bool {
    if self == next { return true }
    return switch self {
    case .active: true
    case .paused: next != .exhausted
    case .exhausted: next == .active || next == .completed || next == .unsubscribed || next == .suppressed
    case .unsubscribed, .suppressed: next.isLive  // the no that ended it was taken back
    case .expired: next == .active
    case .completed: false
    }
  }
}
