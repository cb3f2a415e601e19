import JSON

/// What became of one file's rows.
struct TableReport {
  let path: String
  let table: String
  /// Rows that are new.
  var loaded = 0
  /// Rows that were there and are different now.
  var updated = 0
  /// Rows that were there as they are, or stand in the file again later.
  var unchanged = 0
  /// Rows that do not fit, with the line on which each begins.
  var leftOut: [(line: Int, reason: String)] = []
  /// Columns of the file that the table does not have.
  var unknownColumns: [String] = []
  /// The table's column that each of these perhaps means.
  var meant: [String: String] = [:]

  /// Lines for people; the first reasons stand for the others.
  var lines: [String] {
    var lines = [
      "\(table): \(loaded.grouped) loaded, \(updated.grouped) updated, \(unchanged.grouped) unchanged, "
        + "\(leftOut.count.grouped) left out"
    ]
    if !unknownColumns.isEmpty {
      let columns = unknownColumns.map { name in meant[name].map { "\(name) (did you mean \($0)?)" } ?? name }
      lines.append("  not read, since the table has no such column: \(columns.joined(separator: ", "))")
    }
    lines += leftOut.prefix(20).map { "  \(path):\($0.line): \($0.reason)" }
    if leftOut.count > 20 { lines.append("  and \((leftOut.count - 20).grouped) more: --json names all of them") }
    return lines
  }

  var json: JSON {
    [
      "loaded": .integer(loaded), "updated": .integer(updated), "unchanged": .integer(unchanged),
      "left_out": .array(leftOut.map { ["line": .integer($0.line), "reason": .string($0.reason)] }),
      "unknown_columns": .array(unknownColumns.map(JSON.string)),
    ]
  }
}
