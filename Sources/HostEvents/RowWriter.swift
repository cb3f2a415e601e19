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
    columns.append(UInt8(ascii: start == 0 ? "{" : ","))
    JSON.string(field.name).write(to: &columns)
    columns.append(UInt8(ascii: ":"))
    let valueStart = columns.count
    try field.append(value, beside: data, to: &columns)
    if keys.contains(field.name) {
      key.append(UInt8(ascii: key.isEmpty ? "{" : ","))
      key += columns[(start + 1)...]
      name += " " + RowWriter.text(columns[valueStart...])
    } else if field.place == .nowhere {
      columns.removeSubrange(start...)
    } else {
      hasMoreThanKeys = true
    }
  }

  /// The row.
  consuming func finish() -> HostEvent.Row {
    let end = [UInt8(ascii: "}")]
    return HostEvent.Row(
      columns: columns + end, key: HostEvent.Key(table: table, columns: key + end, name: name))
  }

  private static func text(_ value: ArraySlice<UInt8>) -> String {
    String(decoding: value.first == UInt8(ascii: "\"") ? value.dropFirst().dropLast() : value, as: UTF8.self)
  }
}
