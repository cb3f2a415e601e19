import JSON
import YAML

extension Document {
  /// The document as JSON for people: two spaces a level, members in their order.
  func json(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .bool(let value): return String(value)
    case .integer(let value): return String(value)
    case .text(let text): return JSON.string(text).text
    case .list([]): return "[]"
    case .mapping([]): return "{}"
    case .list(let elements):
      return "[\n" + elements.map { inner + $0.json(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
    case .mapping(let members):
      let lines = members.map { "\(inner)\(JSON.string($0.key).text): \($0.value.json(indent: inner))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }
}
