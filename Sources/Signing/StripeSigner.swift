import Cryptography
import Encoding

/// Signs and verifies webhooks as Stripe does, with the secret of an endpoint: the scheme `v1`.
public struct StripeSigner: Sendable {
  private let key: [UInt8]

  /// Takes a secret as Stripe's dashboard shows it, `whsec_…`, whose whole text is the key; nil where it is none.
  public init?(secret: some StringProtocol) {
    guard secret.hasPrefix("whsec_"), secret.utf8.count > 6, secret.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      return nil
    }
    key = Array(secret.utf8)
  }

  /// The signature of the very bytes of a body at a time, given as the digits of the header.
  public func signature(timestamp: some StringProtocol, body: [UInt8]) -> String {
    Hexadecimal.lower.encode(Digest.sha256.authenticationCode(of: Array("\(timestamp).".utf8) + body, key: key))
  }

  /// The header `Stripe-Signature`.
  public func header(timestamp: String, body: [UInt8]) -> String {
    "t=\(timestamp),v1=\(signature(timestamp: timestamp, body: body))"
  }
}
