/// A text of a file of copy, and where it stands.
struct CopyText {
  /// Computed, for a regular expression is no value that could be shared.
  static var placeholder: Regex<(Substring, Substring)> { /\{\{?\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}?\}/ }

  let text: String
  /// Where its key stands, from 1 on.
  let line: Int
  /// The whole file.
  let source: [Substring]

  /// The names between braces, in their order.
  var variables: [String] { text.matches(of: Self.placeholder).map { String($0.output.1) } }

  /// The first line, of those that are meant, on which a name stands.
  func line(of variable: String, where isMeant: (Substring) -> Bool = { _ in true }) -> Int {
    let place = source.dropFirst(line - 1).firstIndex { row in
      isMeant(row) && row.matches(of: Self.placeholder).contains { $0.output.1 == variable }
    }
    return place.map { $0 + 1 } ?? line
  }
}
