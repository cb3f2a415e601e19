public import Domain

/// One request to a provider and what its answer means.
public struct Exchange: Sendable {
  public let request: ProviderRequest
  /// Total over everything that can be seen on the wire, at the moment of the answer.
  public let read: @Sendable (Observation, Instant) -> Progress

  public init(_ request: ProviderRequest, read: @escaping @Sendable (Observation, Instant) -> Progress) {
    self.request = request
    self.read = read
  }

  /// An exchange whose one answer decides.
  public init(_ request: ProviderRequest, outcome: @escaping @Sendable (Observation, Instant) -> SendOutcome) {
    self.init(request) { .over(outcome($0, $1)) }
  }
}
