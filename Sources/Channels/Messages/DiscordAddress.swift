/// Where a message on Discord goes.
public enum DiscordAddress: Sendable, Hashable {
  /// To one person, by their account.
  case person(Snowflake)
  /// Into a channel that a group reads.
  case channel(Snowflake)

  /// Reads an account's digits, or a channel's behind a `#`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    if text.first == "#" {
      guard let id = Snowflake(text.dropFirst()) else { return nil }
      self = .channel(id)
    } else {
      guard let id = Snowflake(text) else { return nil }
      self = .person(id)
    }
  }
}
