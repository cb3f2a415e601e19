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
  /// Whether half a surrogate pair and bytes that are not UTF-8 are read as U+FFFD instead of refusing the whole text.
  public var mendsStrings: Bool

  public init(
    bytes: Int, depth: Int, allowsNUL: Bool = false, allowsDuplicateKeys: Bool = false, mendsStrings: Bool = false
  ) {
    self.bytes = bytes
    self.depth = depth
    self.allowsNUL = allowsNUL
    self.allowsDuplicateKeys = allowsDuplicateKeys
    self.mendsStrings = mendsStrings
  }

  /// The limits of a handler's input: 6 MiB, 64 levels.
  public static let event = JSONLimits(bytes: 6 << 20, depth: 64)

  /// As an event's, for bodies in which one unreadable text must not cost the rest: whoever reads them looks at each text.
  public static let callback = JSONLimits(
    bytes: 6 << 20, depth: 64, allowsNUL: true, allowsDuplicateKeys: true, mendsStrings: true)
}
