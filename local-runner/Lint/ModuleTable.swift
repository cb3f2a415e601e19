import FunctionContract

/// The table of modules in docs/architecture.md: which module imports which, from the top of the graph downwards.
struct ModuleTable {
  /// One module and what it imports.
  struct Row {
    let name: String
    let imports: [String]
    /// The row's line in the page.
    let line: Int
  }

  /// The page that holds the table.
  static let path = "docs/architecture.md"
  private static let header = ["module", "owns", "imports"]

  let rows: [Row]

  /// Reads the page's table with the columns module, owns and imports; fails where it has none.
  init(_ page: String) throws(RunnerError) {
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { ModuleTable.cells($0).map(\.trimmed) == ModuleTable.header }) else {
      throw RunnerError(.badEvent, "\(ModuleTable.path) has no table with the columns module, owns and imports")
    }
    var rows: [Row] = []
    for index in lines.indices.dropFirst(start + 2) {
      let cells = ModuleTable.cells(lines[index])
      guard cells.count == 3, let name = ModuleTable.names(cells[0]).first else { break }
      rows.append(Row(name: name, imports: ModuleTable.names(cells[2]), line: index + 1))
    }
    self.rows = rows
  }

  private static func cells(_ line: Substring) -> [Substring] {
    line.hasPrefix("|") ? line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast() : []
  }

  /// What stands between back quotes.
  private static func names(_ cell: Substring) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .compactMap { $0.offset % 2 == 1 ? String($0.element) : nil }
  }
}
