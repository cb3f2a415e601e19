/// Why a text is no Mustache template, and where.
public struct MustacheError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong, in words for the author.
  public let reason: String
  /// One-based line of the tag.
  public let line: Int
  /// One-based column of the tag, in bytes.
  public let column: Int

  public var description: String { "\(reason) at line \(line), column \(column)" }
}
