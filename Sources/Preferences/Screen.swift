/// Which page of ours a link leads to.
public enum Screen: Sendable {
  /// Opting out, with the scope that the link stands for.
  case optOut(Scope)
  case preferences
  /// What is known about a learner, behind the link that was sent to them.
  case data
}
