/// Percent-encoding of RFC 3986 §2.1, decoded strictly.
public enum PercentEncoding {
  /// `text` as one component of a URL: every byte but the unreserved ones becomes `%` and two digits.
  public static func encode(_ text: String) -> String {
    var out: [UInt8] = []
    for byte in text.utf8 {
      if isUnreserved(byte) {
        out.append(byte)
      } else {
        out.append(UInt8(ascii: "%"))
        Hexadecimal.upper.append(byte, to: &out)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The text that `bytes` stand for; nil where `%` is not followed by two hexadecimal digits or the text is not UTF-8.
  ///
  /// - Parameter plusIsSpace: As in `application/x-www-form-urlencoded`.
  public static func decode(_ bytes: some Collection<UInt8>, plusIsSpace: Bool = false) -> String? {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var iterator = bytes.makeIterator()
    while let byte = iterator.next() {
      switch byte {
      case UInt8(ascii: "+") where plusIsSpace: decoded.append(0x20)
      case UInt8(ascii: "%"):
        guard let high = iterator.next().flatMap(Hexadecimal.value),
          let low = iterator.next().flatMap(Hexadecimal.value)
        else { return nil }
        decoded.append(high << 4 | low)
      default: decoded.append(byte)
      }
    }
    return String(validating: decoded, as: UTF8.self)
  }

  /// Whether `byte` is a letter, a digit or one of `-._~` (RFC 3986 §2.3).
  public static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
