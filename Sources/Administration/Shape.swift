import Domain
import JSON

/// What a value of a request must be: one description for the check and for the OpenAPI document.
enum Shape: Sendable {
  /// A text of so many characters.
  case text(ClosedRange<Int>)
  case integer(ClosedRange<Int>)
  case number(ClosedRange<Double>)
  /// One of these words.
  case word([String])
  /// A list of some of these words, each at most once.
  case words([String])
  case flag
  /// RFC 3339.
  case instant
  /// A list of so many different whole numbers.
  case integers(ClosedRange<Int>)
  /// A JSON object.
  case object

  /// As JSON Schema.
  var schema: JSON {
    switch self {
    case .text(let range):
      ["type": "string", "minLength": .integer(range.lowerBound), "maxLength": .integer(range.upperBound)]
    case .integer(let range):
      ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
    case .number(let range):
      ["type": "number", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)]
    case .word(let words): ["type": "string", "enum": .array(words.map(JSON.string))]
    case .words(let words):
      [
        "type": "array", "minItems": 1, "uniqueItems": true,
        "items": ["type": "string", "enum": .array(words.map(JSON.string))],
      ]
    case .flag: ["type": "boolean"]
    case .instant: ["type": "string", "format": "date-time"]
    case .integers(let range):
      [
        "type": "array", "minItems": .integer(range.lowerBound), "maxItems": .integer(range.upperBound),
        "uniqueItems": true, "items": ["type": "integer"],
      ]
    case .object: ["type": "object"]
    }
  }

  /// Whether a value of a body is one.
  func admits(_ value: JSON) -> Bool {
    switch self {
    case .text(let range): value.string.map { range.contains($0.count) && !$0.utf8.contains(0) } ?? false
    case .integer(let range): value.integer.map(range.contains) ?? false
    case .number(let range): value.double.map(range.contains) ?? false
    case .word(let words): value.string.map(words.contains) ?? false
    case .words(let words):
      value.array.map { list in
        let given = list.compactMap(\.string)
        return !list.isEmpty && given.count == list.count && Set(given).count == given.count
          && given.allSatisfy(words.contains)
      } ?? false
    case .flag: value.bool != nil
    case .instant: value.string.map { Instant(rfc3339: $0) != nil } ?? false
    case .integers(let range):
      value.array.map { list in
        let given = list.compactMap(\.integer)
        return range.contains(list.count) && given.count == list.count && Set(given).count == given.count
      } ?? false
    case .object: value.object != nil
    }
  }

  /// What a value has to be, as the end of "… must be".
  var demand: String {
    switch self {
    case .text(let range): "a text of \(range.lowerBound) to \(range.upperBound) characters"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    case .word(let words): "one of " + words.joined(separator: ", ")
    case .words(let words): "a list of some of " + words.joined(separator: ", ")
    case .flag: "true or false"
    case .instant: "a time such as 2026-11-20T08:00:00Z"
    case .integers(let range): "a list of \(range.lowerBound) to \(range.upperBound) different whole numbers"
    case .object: "an object"
    }
  }
}
