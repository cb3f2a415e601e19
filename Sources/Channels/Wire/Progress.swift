/// How far an attempt to send has come.
public enum Progress: Sendable {
  case over(SendOutcome)
  /// Another request must follow, such as the message itself after the channel that it goes to was opened; where there is
  /// no more time for it, the attempt has ended otherwise. That is `notAttempted` where the message was certainly not
  /// taken yet.
  case next(Exchange, otherwise: SendOutcome = .notAttempted)
}
