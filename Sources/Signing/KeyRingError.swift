/// Why `REKINDLE_SIGNING_KEYS` cannot be read, without any of its text.
public struct KeyRingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// One-based number of the faulty entry.
  public let entry: Int
  /// What is wrong and how to write it.
  public let reason: String

  public var description: String { "REKINDLE_SIGNING_KEYS, entry \(entry): \(reason)" }
}
