import JSON
import Store

/// Something about the platform's data that cannot be right or leaves somebody out (rekindle.data_faults).
struct DataFault {
  let rule: String
  let count: Int
  /// Of how many rows.
  let total: Int
  /// Ids, or names of time zones.
  let examples: [String]

  /// Everything that the check finds in the database.
  static func all(_ connection: borrowing Connection) throws(RunnerError) -> [DataFault] {
    do throws(StoreError) { return try connection.run(ReadDataFaults()) } catch { throw RunnerError(error) }
  }

  /// One line for people, with the share that it concerns.
  var line: String {
    let share = total > 0 ? " (\(count * 100 / total) %)" : ""
    return "\(count.grouped) of \(total.grouped) \(rule)\(share), such as \(examples.joined(separator: ", "))"
  }

  var json: JSON {
    [
      "rule": .string(rule), "count": .integer(count), "total": .integer(total),
      "examples": .array(examples.map(JSON.string)),
    ]
  }
}

/// Reads what is wrong with the platform's data.
struct ReadDataFaults: Statement {
  static let sql = "select f.rule, f.n, f.total, f.examples from rekindle.data_faults f order by f.place"
  static let columns = ["rule", "n", "total", "examples"]
  var binds: [Bind] { [] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> DataFault {
    DataFault(rule: try cells.text(0), count: try cells.int(1), total: try cells.int(2), examples: try cells.texts(3))
  }
}
