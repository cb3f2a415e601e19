/// Whether a message's text may go out on a channel whose provider approves texts before they do.
public enum Approval: String, Sendable {
  case approved
  /// Not yet, or not any more.
  case unapproved
  /// Nobody approves it: it may only answer.
  case conversation
}
