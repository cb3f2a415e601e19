import Domain

/// The forms of values that the specification names.
enum XAPIForm {
  /// Whether a text begins with a scheme, goes on behind it and has no blank in it.
  static func isIRI(_ text: String) -> Bool {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), let first = text.utf8.first, isLetter(first) else {
      return false
    }
    let scheme = text.utf8[..<colon]
    let marks = Array("+-.".utf8)
    return scheme.allSatisfy { isLetter($0) || isDigit($0) || marks.contains($0) }
      && text.utf8.index(after: colon) < text.utf8.endIndex && !text.utf8.contains { $0 <= 0x20 }
  }

  static func isUUID(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return parts.map(\.count) == [8, 4, 4, 4, 12] && parts.joined().allSatisfy(isHexadecimal)
  }

  /// Whether the lengths of a tag's parts are those of RFC 5646.
  static func isLanguage(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return parts.allSatisfy { (1...8).contains($0.count) && $0.allSatisfy { isLetter($0) || isDigit($0) } }
      && parts.first?.allSatisfy(isLetter) == true
  }

  static func isMailbox(_ text: String) -> Bool {
    guard text.hasPrefix("mailto:"), let at = text.lastIndex(of: "@") else { return false }
    return at > text.index(text.startIndex, offsetBy: 7) && text.index(after: at) < text.endIndex
      && !text.utf8.contains { $0 <= 0x20 }
  }

  static func isSHA1(_ text: String) -> Bool { text.utf8.count == 40 && text.utf8.allSatisfy(isHexadecimal) }

  /// An instant; without an offset it is UTC, and `-00:00` is no offset.
  static func time(_ text: String) -> Instant? {
    if ["-00", "-0000", "-00:00"].contains(where: text.hasSuffix), text.contains("T") { return nil }
    return Instant(rfc3339: text) ?? Instant(rfc3339: text + "Z")
  }

  /// The seconds of a duration of ISO 8601 with designators, in hundredths at most; a year is 365 days, a month 30.
  static func duration(_ text: String) -> Double? {
    guard text.hasPrefix("P"), text.utf8.count > 2 else { return nil }
    let halves = text.dropFirst().split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count < 2 || !halves[1].isEmpty else { return nil }
    if halves[0].hasSuffix("W") {
      guard halves.count == 1 else { return nil }
      return seconds(halves[0], [("W", 604_800)])
    }
    guard let days = seconds(halves[0], [("Y", 31_536_000), ("M", 2_592_000), ("D", 86_400)]),
      let time = halves.count < 2 ? 0 : seconds(halves[1], [("H", 3600), ("M", 60), ("S", 1)])
    else { return nil }
    return ((days + time) * 100).rounded(.down) / 100
  }

  /// The sum of numbers with their designators, each at most once and in this order; only the last may have a fraction.
  private static func seconds(_ text: Substring, _ units: [(name: Character, seconds: Double)]) -> Double? {
    var rest = text
    var total = 0.0
    for unit in units {
      guard let end = rest.firstIndex(of: unit.name) else { continue }
      let digits = rest[..<end]
      let isLast = rest.index(after: end) == rest.endIndex
      guard !digits.isEmpty, digits.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }),
        digits.first != ".", digits.last != ".", isLast || !digits.contains("."), let number = Double(digits)
      else { return nil }
      total += number * unit.seconds
      rest = rest[rest.index(after: end)...]
      if rest.isEmpty { return total }
    }
    return rest.isEmpty ? total : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }
}
