import JSON

/// A row of the host's data whose key is one number.
struct NumberedRow {
  let key: HostEvent.Key
  private let number: [String: JSON]

  init(_ table: String, _ column: String, _ id: Int) {
    number = [column: .integer(id)]
    key = HostEvent.Key(table: table, columns: JSON.object(number).bytes, name: "\(table) \(id)")
  }

  /// The row with these columns beside its key.
  func with(_ columns: [String: JSON]) -> HostEvent.Row {
    HostEvent.Row(columns: JSON.object(number.merging(columns) { $1 }).bytes, key: key)
  }
}
