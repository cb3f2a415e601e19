public import Domain

/// A button of one of our messages that somebody pressed.
public struct ButtonPress: Sendable, Equatable {
  /// What the button says to us: its payload, its text where it has none; at most 200 characters, no control characters.
  public let payload: String
  /// The provider's name for the message that has the button; nil where it does not say.
  public let answered: String?
  /// When it was pressed; nil where the provider does not say.
  public let at: Instant?

  public init(payload: String, answered: String?, at: Instant?) {
    self.payload = payload.withoutControls(upTo: 200)
    self.answered = answered
    self.at = at
  }
}
