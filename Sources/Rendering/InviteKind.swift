/// What an invitation does to the meeting that its context names, in the calendars of those who get it.
public enum InviteKind: String, Sendable, CaseIterable {
  /// Puts it there, or moves it.
  case request
  /// Takes it away: it does not take place.
  case cancel
  /// Takes it away from this learner's calendar: it takes place without them.
  case remove
}
