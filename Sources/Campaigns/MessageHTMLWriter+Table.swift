import Rendering

extension MessageHTMLWriter {
  /// A table of data: headings name their columns, and the first cell its row.
  func html(_ table: MessageTable) -> String {
    let last = table.alignments.count - 1
    let headings = zip(table.header, table.alignments).enumerated().map { index, column in
      heading(column.0, style: EmailStyles.columnHeading(column.1, isLast: index == last))
    }
    let head = table.hasHeader ? "<thead><tr>\(headings.joined())</tr></thead>\n" : ""
    let rows = table.rows.map { row in
      switch row {
      case .cells(let cells): "<tr>\(self.cells(cells, table.alignments))</tr>"
      case .tag(let tag): tag.source
      }
    }
    return """
      <table width="100%" cellpadding="0" cellspacing="0" border="0" style="\(EmailStyles.table)">
      \(head)<tbody>
      \(rows.joined(separator: "\n"))
      </tbody></table>
      """
  }

  private func heading(_ inlines: [MessageInline], style: String) -> String {
    inlines.isEmpty
      ? "<td style=\"\(style)\"></td>" : "<th scope=\"col\" class=\"muted\" style=\"\(style)\">\(html(inlines))</th>"
  }

  /// The first cell, which reaches over empty ones behind it, and the others.
  private func cells(_ cells: [[MessageInline]], _ alignments: [ColumnAlignment]) -> String {
    let last = cells.count - 1
    let empty = cells.first?.isEmpty == false ? cells.dropFirst().prefix { $0.isEmpty }.count : 0
    var html = ""
    for (index, cell) in cells.enumerated() where index == 0 || index > empty {
      let reach = index == 0 ? empty : 0
      let span = reach > 0 ? " colspan=\"\(reach + 1)\"" : ""
      let style = "class=\"rule\" style=\"\(EmailStyles.cell(index, of: alignments, isLast: index + reach == last))\""
      let isRowHeading = index == 0 && reach < last && !cell.isEmpty
      html += isRowHeading ? "<th scope=\"row\"\(span) \(style)>" : "<td\(span) \(style)>"
      html += self.html(cell) + (isRowHeading ? "</th>" : "</td>")
    }
    return html
  }
}
