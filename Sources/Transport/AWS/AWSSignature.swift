public import Channels

/// With whose key, and for which service, libcurl signs a request (AWS Signature Version 4).
public struct AWSSignature: Sendable, Equatable {
  public var credentials: AWSCredentials
  public var scope: AWSScope

  public init(credentials: AWSCredentials, scope: AWSScope) {
    self.credentials = credentials
    self.scope = scope
  }

  /// What goes with the request beside the signature.
  var headers: [HTTPCall.Header] { credentials.sessionToken.map { [.init("X-Amz-Security-Token", $0)] } ?? [] }
}
