/// How an invitation that somebody holds may have become untrue.
public enum InvitationChange: String, Sendable, CaseIterable {
  /// The meeting takes place at another time or place, or after all.
  case changed
  /// The meeting does not take place.
  case cancelled
  /// The meeting takes place without the learner.
  case removed
}
