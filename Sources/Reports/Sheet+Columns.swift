import JSON

extension Sheet {
  /// What stands above a column on pages.
  func title(_ name: String) -> String {
    headings.first { $0.name == name && $0.formats.contains(.html) }?.title ?? name
  }

  /// What a column says in each row; nothing where there is no such column.
  func words(_ name: String) -> [String] { column(name).map(\.words) }

  /// Of each row what several columns say, one behind the other.
  func words(_ names: [String]) -> [String] {
    let columns = names.map { words($0) }
    return rows.indices.map { row in columns.map { $0[row] }.filter { !$0.isEmpty }.joined(separator: ", ") }
  }

  /// The figures of a column as programs read them.
  func values(_ name: String) -> [JSON] { column(name).map(\.json) }

  private func column(_ name: String) -> [Value] {
    headings.firstIndex { $0.name == name }.map { index in rows.map { $0[index] } } ?? []
  }
}
