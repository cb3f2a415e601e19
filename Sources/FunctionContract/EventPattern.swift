/// Which CloudEvent types a handler consumes: an exact type, or a prefix and `.*` for any rest.
public struct EventPattern: Sendable, Hashable, CustomStringConvertible {
  /// The pattern as written: `timer.detect`, `lms.*`.
  public let description: String
  private let prefix: String?

  /// Reads a pattern: lower-case words of letters, digits and `-`, joined with dots; nil for anything else.
  public init?(_ text: String) {
    var words = text.split(separator: ".", omittingEmptySubsequences: false)
    let isPrefix = words.count > 1 && words.last == "*"
    if isPrefix { words.removeLast() }
    guard words.allSatisfy(Name.isKebab) else { return nil }
    description = text
    prefix = isPrefix ? String(text.dropLast()) : nil
  }

  /// Whether events of `type` are meant; `lms.*` means `lms.a` and `lms.a.b`, not `lms`.
  public func matches(_ type: String) -> Bool {
    if let prefix { type.hasPrefix(prefix) && type != prefix } else { type == description }
  }
}
