/// A document to write: mappings keep the order in which they were put down, so that people read `kind` before `spec`.
public enum Document: Sendable, Equatable {
  case bool(Bool)
  case integer(Int)
  case text(String)
  case list([Document])
  case mapping([Member])

  /// One key of a mapping with its value.
  public struct Member: Sendable, Equatable {
    public let key: String
    public let value: Document

    public init(_ key: String, _ value: Document) {
      self.key = key
      self.value = value
    }
  }
}

extension Document {
  /// A list of texts.
  public static func texts(_ texts: some Sequence<String>) -> Document { .list(texts.map(Document.text)) }

  /// A mapping in the order of its keys.
  public static func sorted(_ members: [String: Document]) -> Document {
    .mapping(members.sorted { $0.key < $1.key }.map { Member($0.key, $0.value) })
  }

  /// The members of a mapping, none for every other value.
  public var members: [Member] { if case .mapping(let members) = self { members } else { [] } }

  /// The elements of a list, none for every other value.
  public var elements: [Document] { if case .list(let elements) = self { elements } else { [] } }

  /// The value of a mapping's key, or nil where this is no mapping or has no such key.
  public subscript(key: String) -> Document? { members.first { $0.key == key }?.value }

  /// The characters of a text, nil for every other value.
  public var text: String? { if case .text(let text) = self { text } else { nil } }
}

extension Document: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .text(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: Document...) { self = .list(elements) }

  /// A mapping in the order of the literal; a key whose value is nil is left out.
  public init(dictionaryLiteral elements: (String, Document?)...) {
    self = .mapping(elements.compactMap { key, value in value.map { Member(key, $0) } })
  }
}
