public import Domain

/// Whoever carries email: builds the request and reads the answer, without touching the wire.
public protocol EmailProvider: Sendable {
  /// The request that sends `message`, dated `now`.
  func request(for message: EmailMessage, now: Instant) -> ProviderRequest

  /// What became of it; total over everything that can be seen on the wire.
  func outcome(of observation: Observation, now: Instant) -> SendOutcome
}
