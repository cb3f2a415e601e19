import Encoding

/// The keys of `REKINDLE_SIGNING_KEYS`: the first one signs, every one verifies.
///
/// Rotation puts a new key in front; a leaked key is dropped, and with it everything that it signed.
public struct KeyRing: Sendable {
  private let keys: [SigningKey]

  /// The key that signs.
  public var signer: SigningKey { keys[0] }

  /// A ring of `signer` and keys that only verify.
  public init(signer: SigningKey, verifiers: [SigningKey] = []) { keys = [signer] + verifiers }

  /// Reads `kid:base64url,kid:base64url,…` with secrets of 32 bytes each.
  ///
  /// Errors name the entry by its number and never show its text, which may be a secret.
  public init(parsing text: String) throws(KeyRingError) {
    var keys: [SigningKey] = []
    for (index, entry) in text.split(separator: ",", omittingEmptySubsequences: false).enumerated() {
      let key = try KeyRing.key(entry, number: index + 1)
      if keys.contains(where: { $0.id == key.id }) {
        throw KeyRingError(entry: index + 1, reason: "its id stands twice; every key needs its own")
      }
      keys.append(key)
    }
    self.keys = keys
  }

  /// The key named `id`, nil where the ring has none.
  public subscript(id: some StringProtocol) -> SigningKey? { keys.first { $0.id == id } }

  private static func key(_ entry: Substring, number: Int) throws(KeyRingError) -> SigningKey {
    guard let colon = entry.firstIndex(of: ":") else {
      throw KeyRingError(entry: number, reason: "write it as kid:secret, with a colon between")
    }
    let id = entry[..<colon]
    guard SigningKey.isValid(id: id) else {
      throw KeyRingError(entry: number, reason: "the id before the colon needs 1 to 16 letters, digits, - or _")
    }
    guard let secret = Base64.url.decode(entry[entry.index(after: colon)...]) else {
      throw KeyRingError(entry: number, reason: "the secret after the colon is not base64url without padding")
    }
    guard let key = SigningKey(id: String(id), secret: secret) else {
      throw KeyRingError(
        entry: number, reason: "the secret has \(secret.count) bytes; it needs \(SigningKey.secretLength) random ones")
    }
    return key
  }
}
