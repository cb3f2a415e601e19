import Cryptography
import Encoding

/// Signs and verifies requests as Standard Webhooks 1.0 says, with a shared secret: the scheme `v1`.
public struct StandardWebhookSigner: Sendable {
  private let key: [UInt8]

  /// Reads a secret, base64 with or without `whsec_` before it and padding behind; nil where it is none or empty.
  public init?(secret: some StringProtocol) {
    let text = String(secret.hasPrefix("whsec_") ? secret.dropFirst("whsec_".count) : secret.dropFirst(0))
    let digits = text.prefix { $0 != "=" }
    let missing = (4 - digits.utf8.count % 4) % 4
    // Senders' libraries take what is cut short: what its last digit holds beyond a byte counts for nothing.
    guard text.utf8.count - digits.utf8.count <= 2, missing < 3,
      let bytes = Base64.standard.decode(digits + String(repeating: "A", count: missing)), bytes.count > missing
    else { return nil }
    key = Array(bytes.dropLast(missing))
  }

  /// One entry of the header `webhook-signature`, for the texts of the other two headers and the very bytes of the body.
  public func signature(id: String, timestamp: String, body: [UInt8]) -> String {
    let signed = Array("\(id).\(timestamp).".utf8) + body
    return "v1," + Base64.standard.encode(Digest.sha256.authenticationCode(of: signed, key: key))
  }

  /// Whether one of the entries of `webhook-signature`, which blanks part, is of this key; other schemes are passed over.
  public func isValid(_ signatures: String, id: String, timestamp: String, body: [UInt8]) -> Bool {
    let own = signature(id: id, timestamp: timestamp, body: body)
    var isValid = false
    for entry in signatures.split(separator: " ") { isValid = own.equalsInConstantTime(entry) || isValid }
    return isValid
  }
}
