public import Domain

/// What somebody wrote back to one of our numbers.
public struct InboundReply: Sendable, Equatable {
  public typealias Intent = ReplyIntent

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
  /// The button of ours that the writer pressed instead of writing.
  public let press: ButtonPress?

  /// The intent is the provider's word, or with nil what the button or the text says.
  public init(
    id: String, from: String, channel: Channel, text: String, intent: Intent? = nil, at: Instant, isAnswered: Bool,
    press: ButtonPress? = nil
  ) {
    self.id = id
    self.from = from
    self.channel = channel
    self.text = text.withoutControls(upTo: 1600)
    self.intent = intent ?? [press?.payload ?? "", text].map(Intent.init(of:)).first { $0 != .other } ?? .other
    self.at = at
    self.isAnswered = isAnswered
    self.press = press
  }

  /// All that it says, as keywords are compared: a button's payload first.
  public var phrases: [String] {
    let phrases = [press?.payload ?? "", text].map { ReplyPhrase($0).text }.filter { !$0.isEmpty }
    return phrases.first == phrases.last ? Array(phrases.prefix(1)) : phrases
  }
}
