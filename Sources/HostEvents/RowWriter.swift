import JSON

/// Writes one row as an object of JSON, and its name beside it.
struct RowWriter {
  private let table: String
  private let keys: [String]
  private var columns: [UInt8] = []
  private var name: String
  /// Whether it says anything beside which row it is.
  private(set) var hasMoreThanKeys = false

  init(table: String, keys: [String]) {
    self.table = table
    self.keys = keys
    name = table
  }

  /// Appends a column; returns false where the value does not fit it.
  mutating func append(_ field: HostField, _ value: JSON) -> Bool {
    let start = columns.count
    columns.append(UInt8(ascii: start == 0 ? "{" : ","))
    JSON.string(field.name).write(to: &columns)
    columns.append(UInt8(ascii: ":"))
    let valueStart = columns.count
    guard field.append(value, to: &columns) else { return false }
    if keys.contains(field.name) {
      name += " " + RowWriter.text(columns[valueStart...])
    } else if field.place == .nowhere {
      columns.removeSubrange(start...)
    } else {
      hasMoreThanKeys = true
    }
    return true
  }

  /// The row.
  consuming func finish() -> HostEvent.Row {
    HostEvent.Row(table: table, columns: columns + [UInt8(ascii: "}")], name: name)
  }

  private static func text(_ value: ArraySlice<UInt8>) -> String {
    String(decoding: value.first == UInt8(ascii: "\"") ? value.dropFirst().dropLast() : value, as: UTF8.self)
  }
}
