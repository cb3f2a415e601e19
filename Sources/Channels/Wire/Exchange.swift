public import Domain

/// One request to a provider and what its answer means.
public struct Exchange: Sendable {
  public let request: ProviderRequest
  /// The bytes that carry the message: the request's, or those of a request that follows its answer.
  public let body: [UInt8]
  /// The provider's limit that the message counts against, where that is another than the provider's own: a pause of
  /// `carrier` holds `carrier/room` too.
  public let limit: String?
  /// Total over everything that can be seen on the wire, at the moment of the answer.
  public let read: @Sendable (Observation, Instant) -> Progress
  /// What an answer says beyond the message.
  public let news: @Sendable (Observation, Instant) -> [ProviderNews]

  public init(
    _ request: ProviderRequest, body: [UInt8]? = nil, limit: String? = nil,
    news: @escaping @Sendable (Observation, Instant) -> [ProviderNews] = { _, _ in [] },
    read: @escaping @Sendable (Observation, Instant) -> Progress
  ) {
    self.request = request
    self.body = body ?? request.body
    self.limit = limit
    self.news = news
    self.read = read
  }

  /// An exchange whose one answer decides.
  public init(_ request: ProviderRequest, outcome: @escaping @Sendable (Observation, Instant) -> SendOutcome) {
    self.init(request) { .over(outcome($0, $1)) }
  }
}
