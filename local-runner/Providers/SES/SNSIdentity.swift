import Cryptography
import Encoding
import JSON
import Signing

/// The key and the certificate with which the fake SNS signs; made anew for each run, since whoever reads a message asks for
/// the certificate.
struct SNSIdentity: Sendable {
  static let topic = "arn:aws:sns:us-east-1:000000000000:rekindle"
  /// Nil where no random numbers are to be had.
  static let shared = SNSIdentity()

  /// Where the certificate is served.
  let path: String
  /// In PEM.
  let certificate: String
  private let key: String

  private init?() {
    guard let key = RSAPrivateKey(),
      let certificate = key.certificate(name: "sns.amazonaws.com", from: 0, to: 4_102_444_800)
    else { return nil }
    self.key = key.base64
    self.certificate = certificate
    path = "/SimpleNotificationService-\(RandomText.hex(16)).pem"
  }

  /// A message as SNS posts it, signed over `version`.
  func signed(_ members: [String: String], version: String = "2") -> [UInt8] {
    var members = members
    members["TopicArn"] = SNSIdentity.topic
    members["SignatureVersion"] = version
    members["SigningCertURL"] = "https://sns.us-east-1.amazonaws.com\(path)"
    let digest = SNSSignature.digest(ofVersion: version) ?? .sha256
    let signature = RSAPrivateKey(base64: key)?.signature(over: SNSSignature.text(of: members), digest)
    members["Signature"] = Base64.standard.encode(signature ?? [])
    return JSON.object(members.mapValues(JSON.string)).bytes
  }
}
