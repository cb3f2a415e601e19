import Encoding

/// Text as quoted-printable (RFC 2045 §6.7): lines of at most 76 characters, CRLF between them.
enum QuotedPrintable {
  /// Appends `text`; every kind of line break becomes CRLF.
  static func append(_ text: String, to out: inout [UInt8]) {
    var column = 0
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x0D || byte == 0x0A {
        if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
        out.append(contentsOf: [0x0D, 0x0A])
        column = 0
      } else {
        let isAtLineEnd = index + 1 == bytes.count || bytes[index + 1] == 0x0D || bytes[index + 1] == 0x0A
        append(byte, isAtLineEnd: isAtLineEnd, column: &column, to: &out)
      }
      index += 1
    }
  }

  private static func append(_ byte: UInt8, isAtLineEnd: Bool, column: inout Int, to out: inout [UInt8]) {
    let isBlank = byte == 0x20 || byte == 0x09
    let isLiteral = isBlank ? !isAtLineEnd : (0x21..<0x7F).contains(byte) && byte != UInt8(ascii: "=")
    let width = isLiteral ? 1 : 3
    if column + width > (isAtLineEnd ? 76 : 75) {
      out.append(contentsOf: [UInt8(ascii: "="), 0x0D, 0x0A])
      column = 0
    }
    column += width
    if isLiteral { return out.append(byte) }
    out.append(UInt8(ascii: "="))
    Hexadecimal.upper.append(byte, to: &out)
  }
}
