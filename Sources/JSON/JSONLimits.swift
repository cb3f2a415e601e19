/// What a JSON text may be before it is refused.
public struct JSONLimits: Sendable {
  /// Largest text, in bytes.
  public var bytes: Int
  /// Deepest nesting of arrays and objects.
  public var depth: Int
  /// Whether `\u0000` may stand in a string; PostgreSQL cannot store it.
  public var allowsNUL: Bool
  /// Whether a repeated key is accepted, the last one winning.
  public var allowsDuplicateKeys: Bool

  public init(bytes: Int, depth: Int, allowsNUL: Bool = false, allowsDuplicateKeys: Bool = false) {
    self.bytes = bytes
    self.depth = depth
    self.allowsNUL = allowsNUL
    self.allowsDuplicateKeys = allowsDuplicateKeys
  }

  /// The limits of a handler's input: 6 MiB, 64 levels.
  public static let event = JSONLimits(bytes: 6 << 20, depth: 64)
}
