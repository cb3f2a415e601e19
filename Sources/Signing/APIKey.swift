import Cryptography
import Encoding

/// A key of the API: a part that names it and may be known, and 256 random bits.
///
/// `rk_<prefix>_<secret>`; the database keeps the prefix and the hash of the whole, so that whoever reads it has no key.
public struct APIKey: Sendable {
  /// What the key is known by: ten letters and digits.
  public let prefix: String
  /// The key itself: told once, to whom it is for.
  public let text: String

  /// SHA-256 of the whole key.
  public var hash: [UInt8] { Digest.sha256.hash(Array(text.utf8)) }

  /// A new key.
  public init() {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<38).map { _ in UInt8.random(in: 0...255, using: &generator) }
    prefix = String(Base32.encode(bytes[..<6]))
    text = "\(APIKey.mark)\(prefix)_\(Base64.url.encode(bytes[6...]))"
  }

  /// The key that somebody presents; nil where it has not the form of one.
  public init?(_ text: some StringProtocol) {
    guard text.hasPrefix(APIKey.mark), text.utf8.count == 57 else { return nil }
    let parts = text.dropFirst(APIKey.mark.count).split(separator: "_", maxSplits: 1)
    guard parts.count == 2, parts[0].utf8.count == 10, Base64.url.decode(parts[1])?.count == 32 else { return nil }
    prefix = String(parts[0])
    self.text = String(text)
  }

  /// Whether `hash` is that of this key; the time it takes does not tell how much of it is right.
  public func matches(_ hash: [UInt8]) -> Bool { self.hash.equalsInConstantTime(hash) }

  private static let mark = "rk_"
}
