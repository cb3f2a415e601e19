/// A table with a header row; where it finds no room, each row is a block in which the columns' heads stand beside the cells.
public struct Table: Sendable {
  private let label: String
  private let columns: [String]
  private let rows: [[Cell]]
  private let empty: String
  private let note: String

  /// `label` is the id of the heading that names it; `empty` is said instead of a table without rows, `note` below one
  /// that has some.
  public init(label: String, columns: [String], rows: [[Cell]], empty: String, note: String = "") {
    self.label = label
    self.columns = columns
    self.rows = rows
    self.empty = empty
    self.note = note
  }

  /// The table, or the words that stand for an empty one.
  public var html: HTML {
    if rows.isEmpty { return "<p>\(empty)</p>" }
    let heads = HTML(zip(columns, rows[0]).map { $1.heading($0) })
    let body = HTML(rows.map { "<tr>\(HTML(zip($0, columns).map { $0.html(label: $1) }))</tr>" as HTML })
    let note: HTML? = note.isEmpty ? nil : "<p class=\"quiet\">\(note)</p>"
    return """
      <div class="wide" role="region" tabindex="0" aria-labelledby="\(label)">
      <table><thead><tr>\(heads)</tr></thead><tbody>
      \(body)
      </tbody></table></div>
      \(note)
      """
  }
}
