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
