/// The channel that a message is posted into.
enum DiscordRoom: Sendable {
  /// A group's.
  case group(Snowflake)
  /// A person's, opened by the request before.
  case opened(Snowflake)
  /// A person's, opened for an earlier message; it may be gone since, or another bot's.
  case kept(Snowflake)

  var id: Snowflake {
    switch self {
    case .group(let id), .opened(let id), .kept(let id): id
    }
  }

  /// What a message into it counts against.
  var limit: String {
    if case .group(let id) = self { "\(Discord.name)/\(id.text)" } else { Discord.directLimit }
  }

  /// What the answer to a message is about; nil where nobody else writes into the channel, so that nobody need know.
  var postingLimit: String? { if case .group = self { limit } else { nil } }
}
