import Domain
import JSON

extension HostField {
  /// Appends a value as JSON that the column takes; returns false, with nothing appended, where it does not fit.
  func append(_ value: JSON, to out: inout [UInt8]) -> Bool {
    switch (kind, value) {
    case (_, .null):
      if standard == .required { return false }
      JSON.null.write(to: &out)
    case (.id, .integer(let number)) where number > 0, (.person, .integer(let number)) where number != 0:
      JSON.integer(number).write(to: &out)
    case (.integer(let range), .integer(let number)) where range.contains(number): value.write(to: &out)
    case (.number(let range), _):
      guard let number = value.double, range.contains(number) else { return false }
      value.write(to: &out)
    case (.truth, .bool): value.write(to: &out)
    case (.text(let limit), .string(let text)):
      if text.utf8.count > limit || text.utf8.contains(0) || (standard == .required && text.isBlank) { return false }
      value.write(to: &out)
    case (.time, .string(let text)):
      guard let instant = Instant(rfc3339: text) else { return false }
      JSON.string(instant.rfc3339).write(to: &out)
    case (.day, .string(let text)):
      guard text.utf8.count == 10, Instant(rfc3339: text + "T00:00:00Z") != nil else { return false }
      value.write(to: &out)
    case (.link, .string(let text)):
      guard text.hasPrefix("https://"), text.utf8.count <= 2000, !text.utf8.contains(where: { $0 <= 0x20 }) else {
        return false
      }
      value.write(to: &out)
    case (.word(let words), .string(let text)) where words.contains(text): value.write(to: &out)
    default: return false
    }
    return true
  }

  /// What would fit, as half a sentence.
  var expected: String {
    switch kind {
    case .id: "a whole number from 1 on"
    case .person: "a whole number other than 0"
    case .text(let limit): "a text of at most \(limit) bytes" + (standard == .required ? ", not blank" : "")
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    case .truth: "true or false"
    case .time: "a time with its offset such as 2026-11-20T09:30:00Z"
    case .day: "a day such as 2026-11-20"
    case .link: "an address that starts with https://"
    case .word(let words): words.joined(separator: " or ")
    }
  }
}

extension String {
  fileprivate var isBlank: Bool { utf8.allSatisfy { $0 <= 0x20 } }
}
