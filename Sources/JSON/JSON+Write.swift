extension JSON {
  /// The value as compact UTF-8 text with sorted keys, the same bytes for equal values.
  ///
  /// Numbers that JSON cannot hold (infinity, NaN) are written as `null`.
  public var bytes: [UInt8] {
    var out: [UInt8] = []
    write(to: &out)
    return out
  }

  /// The value as compact text with sorted keys.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Appends the value's compact UTF-8 text.
  public func write(to out: inout [UInt8]) {
    switch self {
    case .null: out.append(contentsOf: "null".utf8)
    case .bool(let value): out.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): out.append(contentsOf: String(value).utf8)
    case .number(let value): out.append(contentsOf: (value.isFinite ? value.description : "null").utf8)
    case .string(let value): JSON.quote(value, to: &out)
    case .array(let elements): JSON.writeArray(elements, to: &out)
    case .object(let members): JSON.writeObject(members, to: &out)
    }
  }

  private static func writeArray(_ elements: [JSON], to out: inout [UInt8]) {
    out.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      element.write(to: &out)
    }
    out.append(UInt8(ascii: "]"))
  }

  private static func writeObject(_ members: [String: JSON], to out: inout [UInt8]) {
    out.append(UInt8(ascii: "{"))
    for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      quote(member.key, to: &out)
      out.append(UInt8(ascii: ":"))
      member.value.write(to: &out)
    }
    out.append(UInt8(ascii: "}"))
  }

  private static func quote(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { bytes in
      // What needs no escape is copied in runs.
      var start = 0
      for (place, byte) in bytes.enumerated() where needsEscape(byte) {
        if start < place { out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<place])) }
        escape(byte, to: &out)
        start = place + 1
      }
      out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    }
    out.append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
  }

  private static func escape(_ byte: UInt8, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x0A: out.append(UInt8(ascii: "n"))
    case 0x0D: out.append(UInt8(ascii: "r"))
    case 0x09: out.append(UInt8(ascii: "t"))
    case 0..<0x20, 0x7F:
      out.append(contentsOf: "u00".utf8)
      out.append(hexadecimal(byte >> 4))
      out.append(hexadecimal(byte & 15))
    default: out.append(byte)
    }
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit
  }
}
