extension JSONScanner {
  /// Whether a text is exactly `word`, which has no characters that JSON would escape.
  public func equals(_ value: Value, _ word: StaticString) -> Bool {
    guard case .text(let range, _) = value, range.count == word.utf8CodeUnitCount else { return false }
    return UnsafeBufferPointer(start: word.utf8Start, count: range.count).elementsEqual(bytes[range])
  }

  /// Whether a text is exactly `word`, which has no characters that JSON would escape.
  public func equals(_ value: Value, _ word: [UInt8]) -> Bool {
    guard case .text(let range, _) = value, range.count == word.count else { return false }
    return bytes[range].elementsEqual(word)
  }

  /// Whether a value is `true`; a text that says so is not.
  public func isTrue(_ value: Value) -> Bool {
    if case .word(let range) = value { bytes[range].elementsEqual("true".utf8) } else { false }
  }

  /// A whole number without sign below 10¹⁸, written as a number or as a text; nil for everything else.
  public func number(_ value: Value) -> Int? {
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

  /// A text, decoded; empty where the value is none, nil where it cannot be read.
  public func text(_ value: Value) -> String? {
    guard case .text(let range, let hasEscapes) = value else { return "" }
    if hasEscapes { return (try? JSON.parse(bytes[range.lowerBound - 1...range.upperBound]))?.string }
    return String(validating: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }
}
