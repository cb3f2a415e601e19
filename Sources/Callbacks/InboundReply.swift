public import Domain

/// What somebody wrote back to one of our numbers.
public struct InboundReply: Sendable, Equatable {
  /// What the writer wants.
  public enum Intent: String, Sendable {
    case stop, start, help, other
  }

  /// The provider's name for it, by which a repetition is known.
  public let id: String
  /// The writer's number in E.164.
  public let from: String
  public let channel: Channel
  /// At most 1,600 characters, without control characters.
  public let text: String
  public let intent: Intent
  /// When it was written; when it came where the provider does not say.
  public let at: Instant
  /// Whether the provider has already answered and blocked or unblocked the number by itself.
  public let isAnswered: Bool

  /// The intent is the provider's word, or with nil what the text says.
  public init(
    id: String, from: String, channel: Channel, text: String, intent: Intent? = nil, at: Instant, isAnswered: Bool
  ) {
    self.id = id
    self.from = from
    self.channel = channel
    self.text = String(text.prefix(1600).map { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } ? $0 : " " })
    self.intent = intent ?? ReplyWords.intent(of: text)
    self.at = at
    self.isAnswered = isAnswered
  }
}
