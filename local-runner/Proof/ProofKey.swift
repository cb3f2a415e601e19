import Cryptography
import Encoding
import FunctionContract

/// The key that a deployment signs proofs with: P-256, as ECDSA over SHA-256.
final class ProofKey {
  static let setting = "REKINDLE_PROOF_KEY"

  private let key: ECDSAPrivateKey

  /// Reads base64 DER; throws 78 and says how a key is made.
  init(_ text: String?) throws(RunnerError) {
    guard let key = text.flatMap({ ECDSAPrivateKey(base64: $0) }) else {
      throw RunnerError(
        .configuration,
        """
        \(Self.setting) must hold a P-256 key as base64 DER: make one with \
        `openssl ecparam -name prime256v1 -genkey -noout -outform DER | base64 -w0`, and keep it as a secret
        """)
    }
    self.key = key
  }

  /// A fresh key as base64 DER.
  static func made() throws(RunnerError) -> String {
    guard let key = ECDSAPrivateKey() else { throw RunnerError(.software, "no random numbers are to be had") }
    return key.base64
  }

  /// What proofs cite the key by: the first 16 hexadecimal digits of the SHA-256 of its public half.
  var id: String {
    let digest = Digest.sha256.hash(Base64.standard.decode(key.publicKeyBase64) ?? [])
    return String(Hexadecimal.lower.encode(digest).prefix(16))
  }

  /// The public half as PEM, which whoever is to verify proofs gets.
  var publicPEM: String {
    let text = Array(key.publicKeyBase64)
    let lines = stride(from: 0, to: text.count, by: 64).map { String(text[$0..<min($0 + 64, text.count)]) }
    return (["-----BEGIN PUBLIC KEY-----"] + lines + ["-----END PUBLIC KEY-----"]).joined(separator: "\n") + "\n"
  }

  /// The signature over `bytes`, as base64 of its ASN.1 DER.
  func signature(over bytes: [UInt8]) throws(RunnerError) -> String {
    guard let signature = key.signature(over: bytes) else {
      throw RunnerError(.software, "libcrypto cannot sign with \(Self.setting)")
    }
    return Base64.standard.encode(signature)
  }
}
