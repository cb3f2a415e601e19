/// What the holder of a key may do.
public enum KeyScope: String, CaseIterable, Sendable {
  /// Look at campaigns, templates and figures: nothing about a single person.
  case read
  /// Begin, pause and end campaigns, and hold or let go what is sent to a person.
  case operate
  /// Look at a person, and act on what is known about them.
  case personal
  /// Take items of the worklist, and say what came of them.
  case tutor
  /// Approve, and manage keys.
  case administer
}
