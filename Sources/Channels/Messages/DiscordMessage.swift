/// One message on Discord, checked so that it can be posted.
public struct DiscordMessage: Sendable, Equatable {
  /// The longest message, in UTF-16 units; Discord counts characters, which are never more.
  public static let longest = 2000

  /// Whom a message may ring for, besides showing their names.
  public enum Mention: String, CaseIterable, Sendable {
    case users, roles, everyone
  }

  public let correlation: Correlation
  public let to: DiscordAddress
  /// The channel that is open to the person already; nil where it has to be opened.
  public let room: Snowflake?
  public let content: String
  public let mentions: [Mention]
  /// Whether links are shown without a preview of the page.
  public let hidesPreviews: Bool
  /// Whether it comes without a sound.
  public let isSilent: Bool

  /// Refuses a message without words and one that is too long.
  public init(
    correlation: Correlation, to: DiscordAddress, room: Snowflake? = nil, content: String, mentions: [Mention] = [],
    hidesPreviews: Bool = false, isSilent: Bool = false
  ) throws(MessageError) {
    if content.allSatisfy(\.isWhitespace) { throw .empty("message") }
    if content.utf16.count > DiscordMessage.longest { throw .tooLong("message", limit: DiscordMessage.longest) }
    self.correlation = correlation
    self.to = to
    self.room = room
    self.content = content
    self.mentions = mentions
    self.hidesPreviews = hidesPreviews
    self.isSilent = isSilent
  }
}
