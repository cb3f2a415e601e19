import Cryptography
import Encoding

/// Signs and verifies callbacks whose header is `sha256=` and the HMAC-SHA256 of the raw body in hexadecimal digits, as
/// those of Meta and Interakt.
public struct BodySigner: Sendable {
  private let secret: [UInt8]

  public init(secret: String) { self.secret = Array(secret.utf8) }

  /// The header's value for `body`.
  public func signature(of body: [UInt8]) -> String {
    "sha256=" + Hexadecimal.lower.encode(Digest.sha256.authenticationCode(of: body, key: secret))
  }

  /// Whether `signature` is the header's value for the very bytes of `body`.
  public func isValid(_ signature: String, of body: [UInt8]) -> Bool {
    self.signature(of: body).equalsInConstantTime(signature)
  }
}
