/// Names of jobs that somebody means: a name, or one with `*` for any characters.
///
/// A number in it is a whole number: `meeting_45*` means the jobs of meeting 45 and none of meeting 456.
public struct JobPattern: Sendable, Equatable {
  /// As a regular expression of PostgreSQL that matches the whole name.
  public let regularExpression: String

  /// Reads letters, digits, `_`, `-` and `*`; nil for anything else and for nothing.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard (1...100).contains(bytes.count),
      bytes.allSatisfy({ JobName.admits($0) || $0 == UInt8(ascii: "*") })
    else { return nil }
    var expression = "^"
    for (place, byte) in bytes.enumerated() {
      guard byte == UInt8(ascii: "*") else {
        expression.unicodeScalars.append(Unicode.Scalar(byte))
        continue
      }
      let isAfterNumber = place > 0 && JobName.isDigit(bytes[place - 1])
      let isBeforeNumber = place + 1 < bytes.count && JobName.isDigit(bytes[place + 1])
      expression += (isAfterNumber ? "(?![0-9])" : "") + ".*" + (isBeforeNumber ? "(?<![0-9])" : "")
    }
    regularExpression = expression + "$"
  }

  /// Whether the text may name a single job.
  public static func isName(_ text: String) -> Bool {
    JobPattern(text) != nil && !text.contains("*")
  }
}
