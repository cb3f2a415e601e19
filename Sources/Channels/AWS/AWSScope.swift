/// What a signature of AWS is good for (Signature Version 4); the transport has the key.
public struct AWSScope: Sendable, Equatable {
  /// `eu-central-1`.
  public let region: String
  /// The service's signing name: `ses`, `sns`.
  public let service: String

  public init(region: String, service: String) {
    self.region = region
    self.service = service
  }
}
