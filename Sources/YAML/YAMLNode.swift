/// A YAML value that knows its line.
public struct YAMLNode: Sendable, Equatable {
  public enum Content: Sendable, Equatable {
    case scalar(String)
    case sequence([YAMLNode])
    case mapping([Entry])
  }

  public struct Entry: Sendable, Equatable {
    public let key: String
    public let line: Int
    public let value: YAMLNode
  }

  public let content: Content
  /// One-based.
  public let line: Int

  public init(content: Content, line: Int) {
    self.content = content
    self.line = line
  }

  /// The text of a scalar; nil for every other value.
  public var scalar: String? { if case .scalar(let text) = content { text } else { nil } }
}

/// Why a text is not the YAML that people write here, and where.
public struct YAMLError: Error, Sendable, Equatable {
  public let message: String
  /// One-based.
  public let line: Int
}
