/// Walks a JSON array of flat objects and notes where the members that matter stand, without building the rest.
///
/// A batch holds thousands of events with twenty members each, of which six are used; and one unreadable text must not
/// cost the batch. So texts are only decoded where they are used, by the JSON reader; the structure is checked here.
public struct JSONScanner: ~Copyable {
  /// Where a member's value stands.
  public enum Value: Sendable {
    case absent
    /// The text between the quotes.
    case text(Range<Int>, hasEscapes: Bool)
    /// A number, `true`, `false` or `null`, as written.
    case word(Range<Int>)
    case nested
  }

  /// One element of the array.
  public enum Element {
    /// The values of an object's members that matter, in their order.
    case object([Value])
    /// An object in which a member that matters stands twice.
    case duplicateKey
    /// A value that is no object.
    case other
  }

  let bytes: UnsafeBufferPointer<UInt8>
  private let members: [[UInt8]]
  private var at = 0

  /// A scanner at the start of `bytes`, which must stay valid as long as it is used.
  ///
  /// `members` are the names of those that matter; they have no characters that JSON would escape.
  public init(_ bytes: UnsafeBufferPointer<UInt8>, members: [String]) {
    self.bytes = bytes
    self.members = members.map { Array($0.utf8) }
  }

  /// Steps into the array.
  public mutating func beginArray() throws(JSONError) { try expect("[") }

  /// Whether element number `index` follows; steps behind the closing bracket where none does.
  public mutating func hasElement(_ index: Int) throws(JSONError) -> Bool {
    skipSpace()
    if take("]") { return false }
    if index > 0 { try expect(",") }
    return true
  }

  /// The next element.
  public mutating func element() throws(JSONError) -> Element {
    skipSpace()
    guard take("{") else {
      _ = try value()
      return .other
    }
    var values = [Value](repeating: .absent, count: members.count)
    var isRepeated = false
    skipSpace()
    if take("}") { return .object(values) }
    repeat {
      skipSpace()
      let key = try text()
      try expect(":")
      let value = try self.value()
      if let member = members.firstIndex(where: { equals(key, $0) }) {
        if case .absent = values[member] { values[member] = value } else { isRepeated = true }
      }
      skipSpace()
    } while take(",")
    try expect("}")
    return isRepeated ? .duplicateKey : .object(values)
  }

  /// Refuses what follows the array.
  public func finish() throws(JSONError) {
    var end = at
    while end < bytes.count, isSpace(bytes[end]) { end += 1 }
    if end < bytes.count { throw fault("text after the end of the array", at: end) }
  }
}

extension JSONScanner {
  private mutating func value() throws(JSONError) -> Value {
    skipSpace()
    guard at < bytes.count else { throw fault("the text ends where a value should stand") }
    switch bytes[at] {
    case UInt8(ascii: "\""): return try text()
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      try skipNested()
      return .nested
    default:
      let start = at
      while at < bytes.count, isWordByte(bytes[at]) { at += 1 }
      if at == start { throw fault("a value is missing") }
      return .word(start..<at)
    }
  }

  private mutating func text() throws(JSONError) -> Value {
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
    throw fault("the text ends inside a string")
  }

  private mutating func skipNested() throws(JSONError) {
    var depth = 0
    repeat {
      guard at < bytes.count else { throw fault("the text ends inside a value") }
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

  private mutating func expect(_ character: Unicode.Scalar) throws(JSONError) {
    skipSpace()
    if !take(character) { throw fault("\(character) is missing") }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
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

  private func fault(_ reason: String, at place: Int? = nil) -> JSONError {
    JSONReader(bytes, limits: .event).fault(reason, at: place ?? at)
  }
}
