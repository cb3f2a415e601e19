/// A rule that may close a channel for one candidate now.
protocol Gate: Sendable {
  /// What stands against the channel; nil where nothing does. A wait always ends later than `now`.
  func judge(_ candidate: Candidate, _ channel: Channel, _ input: PlanInput, now: Instant) -> Finding?
}
