import Channels

/// Under whose name, and for which service, libcurl signs a request (AWS Signature Version 4).
public struct AWSSignature: Sendable, Equatable {
  public var credentials: AWSCredentials
  /// `eu-central-1`.
  public var region: String
  /// The service's signing name: `sqs`, `events`.
  public var service: String

  public init(credentials: AWSCredentials, region: String, service: String) {
    self.credentials = credentials
    self.region = region
    self.service = service
  }

  /// What goes with the request beside the signature.
  var headers: [HTTPCall.Header] { credentials.sessionToken.map { [.init("X-Amz-Security-Token", $0)] } ?? [] }
}

/// An access key of AWS; never written to a log.
public struct AWSCredentials: Sendable, Equatable, CustomStringConvertible {
  public var accessKey: String
  public var secretKey: String
  /// Goes with keys that expire; nil for a user's own key.
  public var sessionToken: String?

  public init(accessKey: String, secretKey: String, sessionToken: String?) {
    self.accessKey = accessKey
    self.secretKey = secretKey
    self.sessionToken = sessionToken
  }

  public var description: String { "AWSCredentials(****)" }
}
