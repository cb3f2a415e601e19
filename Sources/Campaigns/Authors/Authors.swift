import Domain

/// The channels that a campaign can write for.
enum Authors {
  static let all: [any ChannelAuthor] = [
    EmailAuthor(), SMSAuthor(), WhatsAppAuthor(), DiscordAuthor(), InAppAuthor(), CalendarAuthor(),
    WorklistAuthor(),
  ]
}

extension [any ChannelAuthor] {
  subscript(channel: Channel) -> (any ChannelAuthor)? { first { $0.channel == channel } }
}
