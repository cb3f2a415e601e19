/// A word that learners may write back, and the message that answers it.
public struct KeywordReply: Sendable, Equatable {
  /// As the author wrote it, such as `DEMO`.
  public var keyword: String
  /// Name of the answering message: `messages/<template>.<channel>.md`.
  public var template: String
  /// The channels for which the message is written: on others the word has no answer.
  public var channels: [Channel]

  public init(keyword: String, template: String, channels: [Channel]) {
    self.keyword = keyword
    self.template = template
    self.channels = channels
  }

  /// What a reply's phrase must be.
  public var phrase: String { ReplyPhrase(keyword).text }
}
