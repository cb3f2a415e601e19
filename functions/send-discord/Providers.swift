import Channels

/// The providers that this sender knows.
enum Providers {
  static let discord: [any Provider<DiscordMessage>.Type] = [Discord.self]
}
