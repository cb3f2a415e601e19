import FunctionContract

/// Somebody's calendar: what invitations put into it, move in it and take out of it.
struct DemoCalendar {
  /// By their UIDs.
  private(set) var entries: [String: DemoInvitation] = [:]

  /// Takes an invitation as RFC 5546 says; throws where it is older than what the calendar has, or about nothing in it.
  mutating func take(_ invitation: DemoInvitation) throws(RunnerError) {
    let known = entries[invitation.uid]
    try Promise.keep(
      known.map { $0.sequence < invitation.sequence } ?? true,
      "an invitation of SEQUENCE \(invitation.sequence) follows \(known?.sequence ?? 0)")
    switch invitation.method {
    case "REQUEST": entries[invitation.uid] = invitation
    case "CANCEL":
      try Promise.keep(known != nil, "what was cancelled stands in no calendar")
      entries[invitation.uid] = nil
    default: throw RunnerError(.software, "BROKEN: an invitation of METHOD \(invitation.method)")
    }
  }
}
