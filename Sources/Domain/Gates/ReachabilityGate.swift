/// A channel without an address or a provider is closed.
struct ReachabilityGate: Gate {
  func judge(_ candidate: Candidate, _ channel: Channel, _ input: PlanInput, now: Instant) -> Finding? {
    input.recipient.reachable.contains(channel) ? nil : .closed(.noAddress)
  }
}
