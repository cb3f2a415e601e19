import Pages

/// A table with a header row, wide ones scrolling by themselves.
struct Table {
  /// The id of the heading that names it.
  let label: StaticString
  let columns: [String]
  let rows: [[Cell]]
  /// What is said instead of an empty table.
  let empty: String
  var note = ""

  var html: HTML {
    if rows.isEmpty { return "<p>\(empty)</p>" }
    let heads = HTML(zip(columns, rows[0]).map { $1.heading($0) })
    let body = HTML(rows.map { "<tr>\(HTML($0.map(\.html)))</tr>" as HTML })
    let note: HTML? = note.isEmpty ? nil : "<p class=\"quiet\">\(note)</p>"
    return """
      <div class="wide" role="region" tabindex="0" aria-labelledby="\(HTML(stringLiteral: label))">
      <table><thead><tr>\(heads)</tr></thead><tbody>
      \(body)
      </tbody></table></div>
      \(note)
      """
  }
}

/// One cell of a table.
enum Cell {
  /// What the row is about.
  case head(String)
  case text(String)
  /// A figure with its unit.
  case figure(String)

  /// A count; a dash where there is none.
  static func number(_ value: Int?) -> Cell { .figure(value.map(String.init) ?? "–") }

  /// The head of the column that this cell stands in, on the same side.
  func heading(_ text: String) -> HTML {
    if case .figure = self {
      "<th scope=\"col\" class=\"figure\">\(text)</th>"
    } else {
      "<th scope=\"col\">\(text)</th>"
    }
  }

  var html: HTML {
    switch self {
    case .head(let text): "<th scope=\"row\">\(text)</th>"
    case .text(let text): "<td>\(text)</td>"
    case .figure(let text): "<td class=\"figure\">\(text)</td>"
    }
  }
}
