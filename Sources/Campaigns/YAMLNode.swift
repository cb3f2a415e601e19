/// A YAML value that knows its line.
struct YAMLNode: Equatable {
  enum Content: Equatable {
    case scalar(String)
    case sequence([YAMLNode])
    case mapping([Entry])
  }

  struct Entry: Equatable {
    let key: String
    let line: Int
    let value: YAMLNode
  }

  let content: Content
  /// One-based.
  let line: Int

  /// The text of a scalar; nil for every other value.
  var scalar: String? { if case .scalar(let text) = content { text } else { nil } }
}

/// Why a text is not the YAML that campaigns are written in, and where.
struct YAMLError: Error, Equatable {
  let message: String
  /// One-based.
  let line: Int
}
