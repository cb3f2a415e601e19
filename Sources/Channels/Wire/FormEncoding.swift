/// `application/x-www-form-urlencoded`, with `%20` for a blank, which every reader of the format takes.
enum FormEncoding {
  /// The bytes of `fields` in their order.
  static func encode(_ fields: [(name: String, value: String)]) -> [UInt8] {
    var out: [UInt8] = []
    for field in fields {
      if !out.isEmpty { out.append(UInt8(ascii: "&")) }
      append(field.name, to: &out)
      out.append(UInt8(ascii: "="))
      append(field.value, to: &out)
    }
    return out
  }

  /// `text` for use in a query.
  static func escape(_ text: String) -> String {
    var out: [UInt8] = []
    append(text, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  private static func append(_ text: String, to out: inout [UInt8]) {
    for byte in text.utf8 {
      if isUnreserved(byte) {
        out.append(byte)
      } else {
        out.append(UInt8(ascii: "%"))
        out.append(hexDigit(byte >> 4))
        out.append(hexDigit(byte & 15))
      }
    }
  }
}

/// RFC 3986 §2.3.
func isUnreserved(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
    UInt8(ascii: "~"):
    true
  default: false
  }
}

/// The upper-case hexadecimal digit of a number below 16.
func hexDigit(_ nibble: UInt8) -> UInt8 { nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "A") + nibble - 10 }
