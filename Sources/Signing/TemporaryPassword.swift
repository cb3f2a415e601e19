import Cryptography
import Encoding

/// A password for a new account, shown once to whom it is for: twelve characters of the system's random source (REQ-1-60).
///
/// Only its hash leaves the process: PBKDF2 with SHA-256 and 600,000 rounds over a salt of its own, in the notation of password
/// hashes (PHC), which identity servers take as it is.
public struct TemporaryPassword: Sendable {
  /// The password itself, without characters that are taken for one another.
  public let text: String

  /// A new password.
  public init() {
    var generator = SystemRandomNumberGenerator()
    text = String((0..<12).map { _ in Self.alphabet[Int.random(in: 0..<Self.alphabet.count, using: &generator)] })
  }

  /// The hash, with another salt at each call.
  public func hash() -> String {
    var generator = SystemRandomNumberGenerator()
    let salt = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let key = Digest.sha256.key(of: Array(text.utf8), salt: salt, rounds: Self.rounds, length: 32)
    return "$pbkdf2-sha256$i=\(Self.rounds)$\(Self.base64(salt))$\(Self.base64(key))"
  }

  private static let rounds = 600_000
  private static let alphabet = Array("abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")

  /// As PHC writes it: the standard alphabet, without padding.
  private static func base64(_ bytes: [UInt8]) -> String { String(Base64.standard.encode(bytes).filter { $0 != "=" }) }
}
