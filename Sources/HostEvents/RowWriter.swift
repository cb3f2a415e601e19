import JSON

/// Writes one row as an object of JSON, and its name beside it.
struct RowWriter {
  private let table: String
  private let keys: [String]
  private var columns: [UInt8] = []
  private var key: [UInt8] = []
  private var name: String
  /// Whether it says anything beside which row it is.
  private(set) var hasMoreThanKeys = false

  init(table: String, keys: [String]) {
    self.table = table
    self.keys = keys
    name = table
  }

  /// Appends a column, whose value stands among the members of `data`.
  mutating func append(_ field: HostField, _ value: JSON, of data: [String: JSON]) throws(HostField.Misfit) {
    let start = columns.count
    if start > 0 { columns.append(UInt8(ascii: ",")) }
    let nameStart = columns.count
    JSON.string(field.name).write(to: &columns)
    columns.append(UInt8(ascii: ":"))
    let valueStart = columns.count
    try field.append(value, beside: data, to: &columns)
    if keys.contains(field.name) {
      if !key.isEmpty { key.append(UInt8(ascii: ",")) }
      key += columns[nameStart...]
      name += " " + RowWriter.text(columns[valueStart...])
    } else if field.place == .nowhere {
      columns.removeSubrange(start...)
    } else {
      hasMoreThanKeys = true
    }
  }

  /// The row.
  consuming func finish() -> HostEvent.Row {
    HostEvent.Row(
      columns: RowWriter.object(columns),
      key: HostEvent.Key(table: table, columns: RowWriter.object(key), name: name))
  }

  private static func object(_ members: [UInt8]) -> [UInt8] { [UInt8(ascii: "{")] + members + [UInt8(ascii: "}")] }

  private static func text(_ value: ArraySlice<UInt8>) -> String {
    String(decoding: value.first == UInt8(ascii: "\"") ? value.dropFirst().dropLast() : value, as: UTF8.self)
  }
}
