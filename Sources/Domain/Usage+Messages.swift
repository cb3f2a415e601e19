extension Usage {
  /// What counts against the caps, by the messages of one learner; one that is on its way counts as now.
  ///
  /// - Parameters:
  ///   - dayStart: from when on a message counts in `day`; `weekStart` likewise.
  public init(_ messages: some Sequence<PastMessage>, dayStart: Instant, weekStart: Instant, now: Instant) {
    self.init()
    for message in messages {
      let at = message.at ?? now
      if message.isUnasked, message.channel.traits.isOnWire { lastUnasked = max(at, lastUnasked ?? at) }
      if message.isUnasked, message.channel == .worklist { lastOnWorklist = max(at, lastOnWorklist ?? at) }
      guard message.isCapped else { continue }
      if at >= dayStart {
        day += 1
        oldestInDay = min(at, oldestInDay ?? at)
      }
      if at >= weekStart {
        week += 1
        oldestInWeek = min(at, oldestInWeek ?? at)
      }
      lastOnChannel[message.channel] = max(at, lastOnChannel[message.channel] ?? at)
    }
  }
}
