/// What binds a message: caps, quiet hours and marketing opt-outs.
public enum MessageClass: String, CaseIterable, Sendable {
  /// Asked for: receipts, credentials. Never capped.
  case transactional
  /// Anchored to a date that the learner chose. Keeps quiet hours.
  case reminder
  /// Nudges, win-back, leads. Bound by everything.
  case marketing

  /// Whether it waits while another message goes to the same learner; what somebody waits for does not.
  public var takesTurns: Bool { self != .transactional }
}
