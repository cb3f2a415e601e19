/// What somebody who writes back wants.
public enum ReplyIntent: String, Sendable {
  case stop, start, help, other

  /// What all of `text` says, politely or not; a sentence that merely begins with the word is `other`.
  public init(of text: String) { self = ReplyWords.intent(of: text) }
}
