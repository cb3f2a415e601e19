/// A recursive-descent reader over one buffer; depth is bounded by the limits.
struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let limits: JSONLimits
  private var at = 0
  private var depth = 0
  private var path: [PathPart] = []

  private enum PathPart {
    case key(String)
    case index(Int)
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  mutating func document() throws(JSONError) -> JSON {
    if bytes.count > limits.bytes { throw fault("the text has \(bytes.count) bytes, more than \(limits.bytes)") }
    skipSpace()
    if at == bytes.count { throw fault("the text is empty") }
    let value = try self.value()
    skipSpace()
    if at < bytes.count { throw fault("text after the end of the value") }
    return value
  }

  private mutating func value() throws(JSONError) -> JSON {
    guard at < bytes.count else { throw fault("the text ends where a value should stand") }
    switch bytes[at] {
    case UInt8(ascii: "{"): return .object(try nested { (reader) throws(JSONError) in try reader.members() })
    case UInt8(ascii: "["): return .array(try nested { (reader) throws(JSONError) in try reader.elements() })
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw fault("a value cannot start with \(shown(bytes[at]))")
    }
  }

  private mutating func nested<T>(
    _ body: (inout JSONReader) throws(JSONError) -> T
  ) throws(JSONError) -> T {
    depth += 1
    if depth > limits.depth { throw fault("nested deeper than \(limits.depth) levels") }
    at += 1
    skipSpace()
    let result = try body(&self)
    depth -= 1
    return result
  }

  private mutating func members() throws(JSONError) -> [String: JSON] {
    var members: [String: JSON] = [:]
    if take(UInt8(ascii: "}")) { return members }
    while true {
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw fault("a key in quotes is missing") }
      let keyAt = at
      let key = try string()
      skipSpace()
      if !take(UInt8(ascii: ":")) { throw fault("a colon is missing after the key") }
      skipSpace()
      path.append(.key(key))
      let value = try self.value()
      if members.updateValue(value, forKey: key) != nil, !limits.allowsDuplicateKeys {
        at = keyAt
        throw fault("the key stands twice in one object")
      }
      path.removeLast()
      skipSpace()
      if take(UInt8(ascii: "}")) { return members }
      if !take(UInt8(ascii: ",")) { throw fault("a comma or } is missing") }
      skipSpace()
    }
  }

  private mutating func elements() throws(JSONError) -> [JSON] {
    var elements: [JSON] = []
    if take(UInt8(ascii: "]")) { return elements }
    while true {
      path.append(.index(elements.count))
      elements.append(try value())
      path.removeLast()
      skipSpace()
      if take(UInt8(ascii: "]")) { return elements }
      if !take(UInt8(ascii: ",")) { throw fault("a comma or ] is missing") }
      skipSpace()
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    let length = word.utf8CodeUnitCount
    guard at + length <= bytes.count,
      UnsafeBufferPointer(start: word.utf8Start, count: length).elementsEqual(bytes[at..<at + length])
    else { throw fault("only true, false and null may stand without quotes") }
    at += length
    return value
  }
}

// MARK: - Numbers

extension JSONReader {
  private mutating func number() throws(JSONError) -> JSON {
    let start = at
    var isInteger = true
    if bytes[at] == UInt8(ascii: "-") { at += 1 }
    let digits = try digitRun()
    if digits > 1, bytes[at - digits] == UInt8(ascii: "0") { throw fault("a number cannot start with a zero") }
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      isInteger = false
      at += 1
      _ = try digitRun()
    }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      isInteger = false
      at += 1
      if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
      _ = try digitRun()
    }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if isInteger, let value = Int(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else {
      at = start
      throw fault("the number is out of range")
    }
    return .number(value)
  }

  private mutating func digitRun() throws(JSONError) -> Int {
    let start = at
    while at < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) { at += 1 }
    if at == start { throw fault("a digit is missing") }
    return at - start
  }
}

// MARK: - Strings

extension JSONReader {
  private mutating func string() throws(JSONError) -> String {
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
    else { throw fault("half of a surrogate pair") }
    let second = try hexUnit()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw fault("half of a surrogate pair") }
    return scalar
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
    guard let text = String(validating: UnsafeBufferPointer(rebasing: slice), as: UTF8.self) else {
      throw fault("the string is not UTF-8", at: start)
    }
    return text
  }
}

// MARK: - Cursor and faults

extension JSONReader {
  private mutating func skipSpace() {
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      default: return
      }
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  private func shown(_ byte: UInt8) -> String {
    (0x21..<0x7F).contains(byte) ? String(Unicode.Scalar(byte)) : "byte \(byte)"
  }

  private func fault(_ reason: String, at place: Int? = nil) -> JSONError {
    let offset = min(place ?? at, bytes.count)
    let before = bytes[..<offset]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    var shownPath = "$"
    for part in path {
      switch part {
      case .key(let key): shownPath += ".\(key.prefix(32))"
      case .index(let index): shownPath += "[\(index)]"
      }
    }
    return JSONError(
      reason: reason, offset: offset, line: before.count(where: { $0 == 0x0A }) + 1,
      column: offset - lineStart + 1, path: shownPath)
  }
}
