/// A recursive-descent reader over one buffer; depth is bounded by the limits.
struct JSONReader {
  let bytes: UnsafeBufferPointer<UInt8>
  let limits: JSONLimits
  var at = 0
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
    members.reserveCapacity(12)
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

  func shown(_ byte: UInt8) -> String {
    (0x21..<0x7F).contains(byte) ? String(Unicode.Scalar(byte)) : "byte \(byte)"
  }

  func fault(_ reason: String, at place: Int? = nil) -> JSONError {
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
