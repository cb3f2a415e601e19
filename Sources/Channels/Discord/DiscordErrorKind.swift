/// What an error code of Discord's API means for the message, the address and the bot (docs/providers/discord.md).
public enum DiscordErrorKind: Sendable, Equatable {
  /// Nobody can be written to there: the person takes no messages of the bot, or there is no such person or channel.
  case closed
  /// This message will not be taken.
  case refused
  /// No message will be taken before the settings are right.
  case configuration
  /// Taken again later.
  case transient

  /// nil for codes that the table does not know: the HTTP status decides then.
  public init?(code: Int, isGroup: Bool) {
    switch code {
    // No messages from the bot, by their settings or because they share no server with it; no such account.
    case 50007, 50278, 50033, 10013: self = .closed
    // No such channel, server or thread: a group's address leads nowhere. A person's channel was just opened.
    case 10003, 10004, 50024, 50083: self = isGroup ? .closed : .refused
    // The bot may not see the group's channel or write there, which its owner can change; in a person's channel it is the bot.
    case 50001, 50013: self = isGroup ? .refused : .configuration
    // The words: explicit content, an empty message, a malformed one, and two of the automatic moderation.
    case 20009, 50006, 50008, 50035, 200000, 200001, 240000: self = .refused
    // The account of the bot itself, or who it says it is.
    case 40001, 40002, 40333, 50014, 10002, 20001, 20012: self = .configuration
    // Slow mode, too much written in a channel or on a server, too many channels opened, a part that is overloaded or off.
    case 20016, 20028, 20029, 40003, 40004, 40062, 130000: self = .transient
    default: return nil
    }
  }
}
