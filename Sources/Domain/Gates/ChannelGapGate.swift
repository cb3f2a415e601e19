/// So much time between two marketing messages on one channel, over all campaigns.
struct ChannelGapGate: Gate {
  func judge(_ candidate: Candidate, _ channel: Channel, _ input: PlanInput, now: Instant) -> Finding? {
    guard input.campaign.messageClass == .marketing, let last = input.recipient.usage.lastOnChannel[channel],
      last + input.caps.channelGap > now
    else { return nil }
    return .waits(.channelGap, until: last + input.caps.channelGap)
  }
}
