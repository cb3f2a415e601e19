import Cryptography
import Encoding

/// Signs event batches as SendGrid's signed Event Webhook does; local sinks and tests play the provider with it.
public struct SendGridEventSigner: ~Copyable {
  private let key: ECDSAPrivateKey

  /// A signer with a fresh key; nil where libcrypto has no randomness.
  public init?() {
    guard let key = ECDSAPrivateKey() else { return nil }
    self.key = key
  }

  /// A signer with a key written by `ECDSAPrivateKey.base64`; nil for anything else.
  public init?(privateKeyBase64: String) {
    guard let key = ECDSAPrivateKey(base64: privateKeyBase64) else { return nil }
    self.key = key
  }

  /// What the receiver is configured with: `SENDGRID_WEBHOOK_PUBLIC_KEY`.
  public var publicKeyBase64: String { key.publicKeyBase64 }

  /// The value of `X-Twilio-Email-Event-Webhook-Signature` for a body sent with that timestamp header's text.
  public func signature(body: [UInt8], timestamp: String) -> String? {
    key.signature(over: Array(timestamp.utf8), body).map(Base64.standard.encode)
  }
}
