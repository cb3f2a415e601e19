import JSON

/// Walks a JSON array of flat objects and notes where the members that matter stand, without building the rest.
///
/// A batch holds thousands of events with twenty members each, of which six are used; and one unreadable text must not
/// cost the batch. So texts are only decoded where they are used, by the JSON reader; the structure is checked here.
struct EventScanner: ~Copyable {
  /// Where a member's value stands.
  enum Value {
    case absent
    /// The text between the quotes.
    case text(Range<Int>, hasEscapes: Bool)
    /// A number, `true`, `false` or `null`, as written.
    case word(Range<Int>)
    case nested
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }
}

// MARK: - Structure

extension EventScanner {
  mutating func beginArray() throws(CallbackRefusal) { try expect("[") }

  /// Whether element number `index` follows; steps behind the closing bracket where none does.
  mutating func hasElement(_ index: Int) throws(CallbackRefusal) -> Bool {
    skipSpace()
    if index > 0 {
      if take("]") { return false }
      try expect(",")
      return true
    }
    return !take("]")
  }

  /// The next element; nil where it is no object.
  mutating func event() throws(CallbackRefusal) -> SendGridEvent? {
    skipSpace()
    guard take("{") else {
      _ = try value()
      return nil
    }
    var event = SendGridEvent()
    skipSpace()
    if take("}") { return event }
    repeat {
      skipSpace()
      let key = try text()
      try expect(":")
      let value = try self.value()
      if case .text(let range, _) = key { event.set(bytes[range], to: value) }
      skipSpace()
    } while take(",")
    try expect("}")
    return event
  }

  func finish() throws(CallbackRefusal) {
    var end = at
    while end < bytes.count, isSpace(bytes[end]) { end += 1 }
    if end < bytes.count { throw .malformed(at: end) }
  }

  private mutating func value() throws(CallbackRefusal) -> Value {
    skipSpace()
    guard at < bytes.count else { throw .malformed(at: at) }
    switch bytes[at] {
    case UInt8(ascii: "\""): return try text()
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      try skipNested()
      return .nested
    default:
      let start = at
      while at < bytes.count, isWordByte(bytes[at]) { at += 1 }
      if at == start { throw .malformed(at: at) }
      return .word(start..<at)
    }
  }

  private mutating func text() throws(CallbackRefusal) -> Value {
    try expect("\"")
    let start = at
    var hasEscapes = false
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        return .text(start..<at - 1, hasEscapes: hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        at += 2
      default: at += 1
      }
    }
    throw .malformed(at: bytes.count)
  }

  private mutating func skipNested() throws(CallbackRefusal) {
    var depth = 0
    repeat {
      guard at < bytes.count else { throw .malformed(at: at) }
      switch bytes[at] {
      case UInt8(ascii: "\""):
        _ = try text()
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      at += 1
    } while depth > 0
  }

  private mutating func expect(_ byte: Unicode.Scalar) throws(CallbackRefusal) {
    skipSpace()
    if !take(byte) { throw .malformed(at: at) }
  }

  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard at < bytes.count, bytes[at] == UInt8(ascii: byte) else { return false }
    at += 1
    return true
  }

  private mutating func skipSpace() { while at < bytes.count, isSpace(bytes[at]) { at += 1 } }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "E"),
      UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}

// MARK: - Values

extension EventScanner {
  /// Whether a text is exactly `word`, which has no characters that JSON would escape.
  func equals(_ value: Value, _ word: StaticString) -> Bool {
    guard case .text(let range, _) = value, range.count == word.utf8CodeUnitCount else { return false }
    return UnsafeBufferPointer(start: word.utf8Start, count: range.count).elementsEqual(bytes[range])
  }

  func equals(_ value: Value, _ word: [UInt8]) -> Bool {
    guard case .text(let range, _) = value else { return false }
    return bytes[range].elementsEqual(word)
  }

  func isTrue(_ value: Value) -> Bool {
    if case .word(let range) = value { bytes[range].elementsEqual("true".utf8) } else { false }
  }

  /// A whole number without sign below 10¹⁸, written as a number or as a text.
  func number(_ value: Value) -> Int? {
    let range: Range<Int>
    switch value {
    case .text(let place, _), .word(let place): range = place
    case .absent, .nested: return nil
    }
    guard (1...18).contains(range.count) else { return nil }
    var number = 0
    for byte in bytes[range] {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return number
  }

  /// The text of at most `limit` bytes, cut at a character; nil where it cannot be read, empty where there is none.
  func text(_ value: Value, limit: Int) -> String? {
    guard case .text(let range, let hasEscapes) = value else { return "" }
    let text =
      hasEscapes
      ? (try? JSON.parse(bytes[range.lowerBound - 1...range.upperBound]))?.string
      : String(validating: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    guard let text, !text.utf8.contains(where: { $0 < 0x20 }) else { return nil }
    return text.utf8.count <= limit ? text : cut(text, limit)
  }

  private func cut(_ text: String, _ limit: Int) -> String {
    var short = ""
    for character in text {
      if short.utf8.count + character.utf8.count > limit { break }
      short.append(character)
    }
    return short
  }
}
