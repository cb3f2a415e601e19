/// Why a text is not the JSON that was asked for, and where.
public struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong, in words for the author of the text.
  public let reason: String
  /// Bytes before the fault.
  public let offset: Int
  /// One-based line of the fault.
  public let line: Int
  /// One-based column of the fault, in bytes.
  public let column: Int
  /// The value that holds the fault, as `$.data.items[3]`.
  public let path: String

  public var description: String { "\(reason) at line \(line), column \(column) (\(path))" }
}
