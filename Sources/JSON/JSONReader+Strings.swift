extension JSONReader {
  mutating func string() throws(JSONError) -> String {
    at += 1
    let start = at
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        let text = try utf8(bytes[start..<at], from: start)
        at += 1
        return text
      case UInt8(ascii: "\\"): return try escapedString(from: start)
      case 0..<0x20: throw fault("a control character must be escaped")
      default: at += 1
      }
    }
    throw fault("the text ends inside a string")
  }

  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var decoded: [UInt8] = Array(bytes[start..<at])
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "\""):
        let text = try decoded.withUnsafeBufferPointer { (buffer) -> Result<String, JSONError> in
          do throws(JSONError) { return .success(try utf8(buffer[...], from: start)) } catch { return .failure(error) }
        }.get()
        at += 1
        return text
      case UInt8(ascii: "\\"): try escape(to: &decoded)
      case 0..<0x20: throw fault("a control character must be escaped")
      default:
        decoded.append(byte)
        at += 1
      }
    }
    throw fault("the text ends inside a string")
  }

  private mutating func escape(to decoded: inout [UInt8]) throws(JSONError) {
    guard at + 1 < bytes.count else { throw fault("the text ends inside a string") }
    let kind = bytes[at + 1]
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(kind)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"):
      decoded.append(contentsOf: String(Character(try unicodeEscape())).utf8)
      return
    default: throw fault("\\\(shown(kind)) is no escape")
    }
    at += 2
  }

  private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
    let first = try hexUnit()
    if first == 0, !limits.allowsNUL { throw fault("\\u0000 cannot be stored") }
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u")
    else { return try halfPair() }
    let second = try hexUnit()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { return try halfPair() }
    return scalar
  }

  private func halfPair() throws(JSONError) -> Unicode.Scalar {
    guard limits.mendsStrings else { throw fault("half of a surrogate pair") }
    return "\u{FFFD}"
  }

  /// Reads `\uXXXX` at the cursor.
  private mutating func hexUnit() throws(JSONError) -> UInt32 {
    guard at + 6 <= bytes.count else { throw fault("the text ends inside a string") }
    var unit: UInt32 = 0
    for byte in bytes[at + 2..<at + 6] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt32(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
      default: throw fault("\\u needs four hexadecimal digits")
      }
    }
    at += 6
    return unit
  }

  private func utf8(_ slice: Slice<UnsafeBufferPointer<UInt8>>, from start: Int) throws(JSONError) -> String {
    let bytes = UnsafeBufferPointer(rebasing: slice)
    // Most are ASCII, in which nothing can be wrong: finding that out again takes longer than the reading.
    if limits.mendsStrings || bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw fault("the string is not UTF-8", at: start)
    }
    return text
  }
}
