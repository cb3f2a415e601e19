/// A table in a text: columns under a ruled header where they fit, otherwise a line for each value.
///
/// A template holds it between control characters, which no value has: its layout waits for the values.
public enum TextTable {
  /// So many columns of a terminal most mail programs show without wrapping.
  static let width = 72

  private static let start: Character = "\u{1C}"
  private static let end: Character = "\u{1D}"
  private static let rowStart: Character = "\u{1E}"
  private static let cellEnd: Character = "\u{1F}"
  private static let letters: [ColumnAlignment: Character] = [.start: "s", .center: "c", .end: "e"]

  /// Whether a text holds what stands for a table.
  public static func isMarked(_ text: String) -> Bool { text.utf8.contains { (0x1C...0x1F).contains($0) } }

  /// A row's cells, as Mustache.
  public static func source(row cells: [String]) -> String {
    String(rowStart) + cells.map { $0 + String(cellEnd) }.joined()
  }

  /// A table of rows that `source(row:)` made, with their sections between them.
  public static func source(_ columns: [ColumnAlignment], header: [String], rows: String) -> String {
    String(start) + String(columns.compactMap { letters[$0] }) + source(row: header) + rows + String(end)
  }

  /// The rendered text with each of its tables laid out.
  static func laidOut(_ text: String) -> String {
    var out = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: start), let close = rest[open...].firstIndex(of: end) {
      out += rest[..<open]
      let rows = rest[rest.index(after: open)..<close].split(separator: rowStart, omittingEmptySubsequences: false)
      let columns = (rows.first ?? "").compactMap { letter in letters.first { $0.value == letter }?.key }
      out += table(rows.dropFirst().map(cells), columns)
      rest = rest[rest.index(after: close)...]
    }
    return out + rest
  }

  private static func cells(of row: Substring) -> [String] {
    row.split(separator: cellEnd, omittingEmptySubsequences: false).dropLast().map { String($0).withoutOuterBlanks }
  }

  private static func table(_ rows: [[String]], _ columns: [ColumnAlignment]) -> String {
    guard let header = rows.first else { return "" }
    let widths = columns.indices.map { index in rows.map { $0[index].displayWidth }.max() ?? 0 }
    let isNarrow = widths.reduce(0, +) + 2 * (columns.count - 1) <= width
    return isNarrow && header.contains { !$0.isEmpty }
      ? aligned(rows, columns, widths) : listed(rows.dropFirst(), header)
  }
}

// MARK: - Columns

extension TextTable {
  private static func aligned(_ rows: [[String]], _ columns: [ColumnAlignment], _ widths: [Int]) -> String {
    let ruler = widths.map { String(repeating: "-", count: $0) }
    return ([rows[0], ruler] + rows.dropFirst()).map { row in
      columns.indices.map { padded(row[$0], columns[$0], to: widths[$0]) }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  /// A mark keeps what is written from right to left in its column: it would change places with a number behind it.
  private static func padded(_ cell: String, _ alignment: ColumnAlignment, to width: Int) -> String {
    let room = width - cell.displayWidth
    let before = alignment == .start ? 0 : alignment == .end ? room : room / 2
    let blanks = { String(repeating: " ", count: $0) }
    return blanks(before) + cell + (cell.isWrittenFromTheRight ? "\u{200E}" : "") + blanks(room - before)
  }
}

// MARK: - Lines

extension TextTable {
  /// Each row as lines of `Header: value`; one of a label and a value, such as a total, as one line.
  private static func listed(_ rows: ArraySlice<[String]>, _ header: [String]) -> String {
    var out = ""
    var wasPair = true
    for row in rows {
      let isPair = row.dropFirst().dropLast().allSatisfy(\.isEmpty)
      let lines =
        isPair ? [pair(row)] : zip(header, row).filter { !$1.isEmpty }.map { $0.isEmpty ? $1 : "\($0): \($1)" }
      if !out.isEmpty { out += isPair && wasPair ? "\n" : "\n\n" }
      out += lines.joined(separator: "\n")
      wasPair = isPair
    }
    return out
  }

  private static func pair(_ row: [String]) -> String {
    [row.first, row.count > 1 ? row.last : nil].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ": ")
  }
}
