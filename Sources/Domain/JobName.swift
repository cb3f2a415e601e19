/// What a step's slot about one subject is called, such as `meeting_{subject}_reminder_24h`: a name for what is planned, and
/// nothing that is stored.
public struct JobName: Sendable, Equatable {
  private static let place = "{subject}"

  /// The name with `{subject}` where the subject's id stands.
  public let pattern: String

  /// Reads a pattern of letters, digits, `_` and `-` with one `{subject}`; nil for anything else.
  public init?(_ pattern: String) {
    let parts = pattern.split(separator: Self.place, omittingEmptySubsequences: false)
    guard parts.count == 2, pattern.utf8.count <= 80, parts.allSatisfy({ $0.utf8.allSatisfy(Self.admits) }),
      parts[0].utf8.last.map(Self.isDigit) != true, parts[1].utf8.first.map(Self.isDigit) != true
    else { return nil }
    self.pattern = pattern
  }

  /// The job about this subject.
  public func about(_ subject: Int) -> String { pattern.replacing(Self.place, with: String(subject)) }

  /// Whether a name may have the character.
  static func admits(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }

  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
