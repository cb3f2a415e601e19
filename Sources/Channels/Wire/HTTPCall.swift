/// One HTTP POST to a provider.
public struct HTTPCall: Sendable, Equatable {
  /// One header line; the transport refuses control characters in it.
  public struct Header: Sendable, Equatable {
    public let name: String
    public let value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  public let url: ProviderURL
  public let headers: [Header]
  public let body: [UInt8]
  /// What the transport signs it for with the provider's key; nil where `headers` prove who asks.
  public let signedFor: AWSScope?

  public init(url: ProviderURL, headers: [Header], body: [UInt8], signedFor: AWSScope? = nil) {
    self.url = url
    self.headers = headers
    self.body = body
    self.signedFor = signedFor
  }
}
