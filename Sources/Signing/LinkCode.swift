/// The fifteen characters `0-9 A-Z a-z` that stand for one link of one message in `/c/{code}` and `/o/{code}`.
///
/// Equal inputs under one key give equal codes, so a message that is rendered twice carries the same links; without
/// the key a code can neither be guessed nor traced back. A trillion links among 62¹⁵ codes have no two with the same one,
/// but for a chance of one in 1,500 (decision 0338).
public struct LinkCode: Sendable, Hashable {
  public let text: String

  /// The code of link number `index` of a delivery.
  public init(deliveryID: Int, index: Int, keys: KeyRing) {
    let code = keys.signer.code(
      label: "nudge/link/v1",
      bigEndian(UInt64(bitPattern: Int64(deliveryID))) + bigEndian(UInt64(bitPattern: Int64(index))))
    var characters: [UInt8] = []
    LinkCode.spell(code[..<8], in: 8, into: &characters)
    LinkCode.spell(code[8..<16], in: 7, into: &characters)
    text = String(decoding: characters, as: UTF8.self)
  }

  private static func spell(_ bytes: ArraySlice<UInt8>, in length: Int, into characters: inout [UInt8]) {
    var number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    for _ in 0..<length {
      characters.append(alphabet[Int(number % 62)])
      number /= 62
    }
  }

  private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
}

func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: value.bigEndian, Array.init) }
