import Domain
import JSON

/// A reply file compared with a reply: equal, but for strings in angle brackets, which say what may stand there.
///
/// `"<id>"` is an id that the handler derived, `"<time>"` an RFC 3339 time, `"<number>"` any whole number, `"<text>"` any
/// string, and `"<text with words>"` a string that contains `words`.
struct Expectation {
  let reply: JSON

  /// Where and how `actual` differs, empty where it is as expected.
  func differences(from actual: JSON) -> [String] { differences(reply, actual, "$") }

  private func differences(_ expected: JSON, _ actual: JSON, _ path: String) -> [String] {
    switch (expected, actual) {
    case (.object(let wanted), .object(let given)):
      return Set(wanted.keys).union(given.keys).sorted().flatMap { key in
        guard let wanted = wanted[key] else { return ["\(path).\(key) is not expected"] }
        guard let given = given[key] else { return ["\(path).\(key) is missing"] }
        return differences(wanted, given, "\(path).\(key)")
      }
    case (.array(let wanted), .array(let given)) where wanted.count == given.count:
      return zip(wanted, given).enumerated().flatMap { differences($1.0, $1.1, "\(path)[\($0)]") }
    case (.string(let pattern), _) where pattern.hasPrefix("<") && pattern.hasSuffix(">"):
      return matches(pattern, actual) ? [] : ["\(path) is \(actual.text), not \(pattern)"]
    default: return expected == actual ? [] : ["\(path) is \(actual.text), not \(expected.text)"]
    }
  }

  private func matches(_ pattern: String, _ actual: JSON) -> Bool {
    switch pattern {
    case "<id>": actual.string?.wholeMatch(of: /[a-z2-7]{26}/) != nil
    case "<time>": actual.string.flatMap { Instant(rfc3339: $0) } != nil
    case "<number>": actual.integer != nil
    case "<text>": actual.string != nil
    default: pattern.hasPrefix("<text with ") && actual.string?.contains(pattern.dropFirst(11).dropLast()) == true
    }
  }
}
