/// One cell of a table.
public enum Cell: Sendable {
  /// What the row is about.
  case head(String)
  case text(String)
  /// Words that lead to an address.
  case link(String, to: String)
  /// A figure with its unit.
  case figure(String)

  /// The head of the column that this cell stands in, on the same side.
  func heading(_ text: String) -> HTML {
    if case .figure = self {
      "<th scope=\"col\" class=\"figure\">\(text)</th>"
    } else {
      "<th scope=\"col\">\(text)</th>"
    }
  }

  /// The cell under the column `label`, which stands beside it where there is no room for a table.
  func html(label: String) -> HTML {
    switch self {
    case .head(let text): "<th scope=\"row\">\(text)</th>"
    case .text(let text): "<td data-label=\"\(label)\">\(text)</td>"
    case .link(let text, let address): "<td data-label=\"\(label)\"><a href=\"\(address)\">\(text)</a></td>"
    case .figure(let text): "<td class=\"figure\" data-label=\"\(label)\">\(text)</td>"
    }
  }
}
