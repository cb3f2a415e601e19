/// Bytes as pairs of hexadecimal digits.
public enum Hexadecimal: Sendable {
  /// `0–9 a–f`.
  case lower
  /// `0–9 A–F`.
  case upper

  /// Two digits for each of `bytes`.
  public func encode(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes { append(byte, to: &text) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the two digits of `byte`.
  public func append(_ byte: UInt8, to text: inout [UInt8]) {
    text.append(digit(byte >> 4))
    text.append(digit(byte & 15))
  }

  private func digit(_ value: UInt8) -> UInt8 {
    if value < 10 { return UInt8(ascii: "0") + value }
    return (self == .lower ? UInt8(ascii: "a") : UInt8(ascii: "A")) + value - 10
  }

  /// The value of a digit in either case; nil for any other character.
  static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
