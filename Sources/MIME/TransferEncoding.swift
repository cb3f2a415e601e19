/// The two encodings in which mail carries what is not ASCII (RFC 2045 6.7, 6.8), read as widely as mail is written.
enum TransferEncoding {
  /// What is no letter of the alphabet does not count, and nothing follows the padding.
  static func base64(_ content: [UInt8]) -> [UInt8] {
    var (bytes, window, bits): ([UInt8], UInt32, Int) = ([], 0, 0)
    bytes.reserveCapacity(content.count / 4 * 3)
    for byte in content {
      if byte == UInt8(ascii: "=") { break }
      guard let digit = digit(byte) else { continue }
      window = window << 6 | digit
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: window >> UInt32(bits)))
      }
    }
    return bytes
  }

  /// What is no escape stands for itself.
  static func quotedPrintable(_ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    var index = 0
    while index < content.count {
      let byte = content[index]
      index += 1
      guard byte == UInt8(ascii: "=") else {
        bytes.append(byte)
        continue
      }
      let rest = content[index...]
      if rest.starts(with: "\r\n".utf8) {
        index += 2
      } else if rest.first == UInt8(ascii: "\n") {
        index += 1
      } else if let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), rest.count >= 2 {
        bytes.append(code)
        index += 2
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
