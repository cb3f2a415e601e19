import Cryptography

/// One secret of a key ring and the name that tokens cite it by.
public struct SigningKey: Sendable {
  /// 1 to 16 letters, digits, `-` or `_`.
  public let id: String
  /// 32 bytes.
  let secret: [UInt8]

  /// nil where the id or the secret's length breaks those rules.
  public init?(id: String, secret: [UInt8]) {
    guard SigningKey.isValid(id: id), secret.count == SigningKey.secretLength else { return nil }
    self.id = id
    self.secret = secret
  }

  static let secretLength = 32

  static func isValid(id: some StringProtocol) -> Bool {
    (1...16).contains(id.utf8.count)
      && id.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  /// HMAC-SHA256 of `message` in the domain `label`, bound to this key's id.
  func code(label: StaticString, _ message: [UInt8]) -> [UInt8] {
    var input: [UInt8] = []
    label.withUTF8Buffer { input.append(contentsOf: $0) }
    input.append(0)
    input.append(contentsOf: id.utf8)
    input.append(0)
    input.append(contentsOf: message)
    return Digest.sha256.authenticationCode(of: input, key: secret)
  }
}
