extension ChannelHistory {
  /// The messages of one enrolment, by channel.
  public static func byChannel(_ messages: some Sequence<PastMessage>) -> [Channel: ChannelHistory] {
    var history: [Channel: ChannelHistory] = [:]
    for message in messages {
      var channel = history[message.channel] ?? ChannelHistory()
      if message.isUnsettled { channel.unsettled += 1 } else { channel.sent += 1 }
      if message.isDoubtful { channel.doubtful += 1 }
      if let at = message.at { channel.lastAt = max(at, channel.lastAt ?? at) }
      history[message.channel] = channel
    }
    return history
  }
}
