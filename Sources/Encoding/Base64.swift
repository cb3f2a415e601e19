/// Base64 in its two alphabets (RFC 4648 §4 and §5), decoded only from the one canonical spelling.
///
/// A value that can be spelled in two ways can be changed without its signature noticing; so missing or superfluous
/// padding, unused bits that are not zero, blanks and characters of the other alphabet are refused.
public enum Base64: Sendable {
  /// `A–Z a–z 0–9 + /`, padded with `=`.
  case standard
  /// `A–Z a–z 0–9 - _`, without padding.
  case url

  /// The text of `bytes`.
  public func encode(_ bytes: some Collection<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var window: UInt32 = 0
    var bits = 0
    for byte in bytes {
      window = window << 8 | UInt32(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        text.append(character(window >> UInt32(bits) & 63))
      }
    }
    if bits > 0 { text.append(character(window << UInt32(6 - bits) & 63)) }
    if case .standard = self { while !text.count.isMultiple(of: 4) { text.append(UInt8(ascii: "=")) } }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of `text`; nil where `text` is not their canonical spelling.
  public func decode(_ text: some StringProtocol) -> [UInt8]? {
    var digits = Array(text.utf8)
    if case .standard = self {
      guard digits.count.isMultiple(of: 4) else { return nil }
      for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
    }
    guard digits.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 4 * 3 + 2)
    var window: UInt32 = 0
    var bits = 0
    for digit in digits {
      guard let value = value(digit) else { return nil }
      window = window << 6 | value
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: window >> UInt32(bits)))
      }
    }
    return window & (1 << UInt32(bits) - 1) == 0 ? bytes : nil
  }

  private func character(_ value: UInt32) -> UInt8 {
    switch value {
    case 0..<26: UInt8(ascii: "A") + UInt8(value)
    case 26..<52: UInt8(ascii: "a") + UInt8(value - 26)
    case 52..<62: UInt8(ascii: "0") + UInt8(value - 52)
    case 62: self == .url ? UInt8(ascii: "-") : UInt8(ascii: "+")
    default: self == .url ? UInt8(ascii: "_") : UInt8(ascii: "/")
    }
  }

  private func value(_ character: UInt8) -> UInt32? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
    case self == .url ? UInt8(ascii: "-") : UInt8(ascii: "+"): 62
    case self == .url ? UInt8(ascii: "_") : UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
