import CMarkdown
import Rendering

extension MarkdownReader {
  /// A table, whose rows have as many cells as its header, and which has a row whatever its sections show.
  mutating func table(_ node: OpaquePointer) -> [MessageBlock] {
    if depth > 1 { fault(line(node), "a table stands between paragraphs, not in a list or a quote") }
    let alignments = alignments(of: node)
    guard EmailStyles.fitsPhone(alignments) else {
      fault(line(node), "a phone has room for five columns, and one of amounts (---:) takes two; leave some out")
      return []
    }
    var header: [[MessageInline]] = []
    var rows: [MessageTable.Row] = []
    for (index, row) in MarkdownReader.children(of: node).enumerated() {
      let tags = sectionTags(row)
      if index > 0, !tags.isEmpty {
        rows += tags.map { .tag($0) }
        continue
      }
      check(lines[line(row) - 1], at: line(row), count: alignments.count)
      let cells = MarkdownReader.children(of: row).map { inlines(in: $0) }
      if index == 0 { header = cells } else { rows.append(.cells(cells)) }
    }
    checkBalance(rows.compactMap { if case .tag(let tag) = $0 { tag } else { nil } }, within: "table")
    let table = MessageTable(alignments: alignments, header: header, rows: rows)
    checkRows(of: table, at: line(node))
    return [.table(table)]
  }

  private func alignments(of table: OpaquePointer) -> [ColumnAlignment] {
    let count = Int(cmark_gfm_extensions_get_table_columns(table))
    guard let letters = cmark_gfm_extensions_get_table_alignments(table) else { return [] }
    return (0..<count).map { index in
      switch letters[index] {
      case UInt8(ascii: "r"): .end
      case UInt8(ascii: "c"): .center
      default: .start
      }
    }
  }

  /// What stands in a row of nothing but sections; nothing for any other row.
  private func sectionTags(_ row: OpaquePointer) -> [ShieldedTag] {
    let texts = MarkdownReader.children(of: row).flatMap(MarkdownReader.children)
    guard texts.allSatisfy({ cmark_node_get_type($0) == CMARK_NODE_TEXT }) else { return [] }
    var tags: [ShieldedTag] = []
    for part in shielded.parts(of: texts.map { text(cmark_node_get_literal($0)) }.joined()) {
      guard case .tag(let tag) = part, tag.kind == .open || tag.kind == .close else { return [] }
      tags.append(tag)
    }
    return tags
  }

  private func check(_ row: Substring, at line: Int, count: Int) {
    guard TableLines.isRow(row) else {
      return fault(line, "a row of a table begins with |; put an empty line before what is no row")
    }
    let cells = TableLines.cells(in: row)
    if cells != count {
      fault(line, "the row has \(cells) cells and the table's header \(count); write \\| for a bar inside a cell")
    }
  }

  /// A header alone tells nobody that there is nothing; a table inside a section is not there at all.
  private func checkRows(of table: MessageTable, at line: Int) {
    if table.rows.isEmpty { return fault(line, "the table has no row below its header") }
    guard openSections == 0, let section = table.sectionOfAllRows else { return }
    fault(
      section.line,
      "where there is no \(section.name) the table is a header alone; say so in a row between {{^\(section.name)}} "
        + "and {{/\(section.name)}}, or put the table into a section")
  }

  static func children(of parent: OpaquePointer) -> [OpaquePointer] {
    var children: [OpaquePointer] = []
    var child = cmark_node_first_child(parent)
    while let node = child {
      children.append(node)
      child = cmark_node_next(node)
    }
    return children
  }
}
