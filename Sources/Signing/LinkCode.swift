/// The ten characters `0-9 A-Z a-z` that stand for one link of one message in `/c/{code}` and `/o/{code}`.
///
/// Equal inputs under one key give equal codes, so a message that is rendered twice carries the same links; without
/// the key a code can neither be guessed nor traced back. 62¹⁰ codes are 59 bits: the ledger keeps them unique.
public struct LinkCode: Sendable, Hashable {
  public let text: String

  /// The code of link number `index` of a delivery.
  public init(deliveryID: Int, index: Int, keys: KeyRing) {
    let code = keys.signer.code(
      label: "nudge/link/v1",
      bigEndian(UInt64(bitPattern: Int64(deliveryID))) + bigEndian(UInt64(bitPattern: Int64(index))))
    var number = code.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    var characters: [UInt8] = []
    for _ in 0..<LinkCode.length {
      characters.append(LinkCode.alphabet[Int(number % 62)])
      number /= 62
    }
    text = String(decoding: characters, as: UTF8.self)
  }

  /// The code spelled `text`; nil for anything but ten characters of the alphabet.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == LinkCode.length, text.utf8.allSatisfy(LinkCode.alphabet.contains) else { return nil }
    self.text = String(text)
  }

  private static let length = 10
  private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
}

func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: value.bigEndian, Array.init) }
