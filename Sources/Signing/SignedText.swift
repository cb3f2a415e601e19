import Cryptography
import Encoding

/// A payload with its signature in one text of four parts: `v1.<kid>.<base64url(payload)>.<base64url(HMAC-SHA256/128)>`.
///
/// The label is of one kind of token alone, so that no other can stand in for it.
struct SignedText {
  let payload: [UInt8]
  private let keyID: Substring
  private let code: [UInt8]

  private static let longest = 128

  /// Signs `payload` with the ring's first key.
  static func text(of payload: [UInt8], label: StaticString, keys: KeyRing) -> String {
    let key = keys.signer
    return "v1.\(key.id).\(Base64.url.encode(payload)).\(Base64.url.encode(code(of: payload, label, key)))"
  }

  /// Reads the form of a text; nil for any other.
  init?(_ text: some StringProtocol) {
    guard text.utf8.count <= SignedText.longest else { return nil }
    let parts = String(text).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0].utf8.elementsEqual("v1".utf8), SigningKey.isValid(id: parts[1]),
      let payload = Base64.url.decode(parts[2]), let code = Base64.url.decode(parts[3])
    else { return nil }
    self.payload = payload
    self.code = code
    keyID = parts[1]
  }

  /// Refuses what no key of the ring has signed, down to the last bit.
  func verify(label: StaticString, keys: KeyRing) throws(TokenRefusal) {
    guard let key = keys[keyID] else { throw .unknownKey }
    guard SignedText.code(of: payload, label, key).equalsInConstantTime(code) else { throw .forged }
  }

  private static func code(of payload: [UInt8], _ label: StaticString, _ key: SigningKey) -> [UInt8] {
    Array(key.code(label: label, payload).prefix(16))
  }
}
