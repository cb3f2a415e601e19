import Domain

extension ScalarForms {
  /// A name that SQL needs no quotes for: `minimum_score`.
  static func name(_ text: String) -> String? {
    guard let first = text.utf8.first, isLetter(first), text.utf8.count <= 40,
      text.utf8.allSatisfy({ isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") })
    else { return nil }
    return text
  }

  /// The type of an event that the host platform tells: `lms.payment.failed`.
  static func hostEvent(_ text: String) -> String? {
    let words = text.split(separator: ".", omittingEmptySubsequences: false)
    guard words.count >= 2, words[0] == "lms", words.allSatisfy({ name(String($0)) != nil }) else { return nil }
    return text
  }

  /// Whether PostgreSQL reads `text` as a value of `kind`.
  static func isValue(_ text: String, of kind: SegmentParameter.Kind) -> Bool {
    switch kind {
    case .int: Int32(text) != nil
    case .numeric: isDecimal(text)
    case .text: true
    case .boolean: ["true", "false"].contains(text)
    case .interval: span(text) != nil
    }
  }

  private static func isDecimal(_ text: String) -> Bool {
    let parts = (text.hasPrefix("-") ? text.dropFirst() : text[...]).split(
      separator: ".", omittingEmptySubsequences: false)
    return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
