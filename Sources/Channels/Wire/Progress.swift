/// How far an attempt to send has come.
public enum Progress: Sendable {
  case over(SendOutcome)
  /// The message was certainly not taken yet: another request must follow, such as the message itself after the channel
  /// that it goes to was opened.
  case next(Exchange)
}
