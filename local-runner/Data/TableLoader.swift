import Domain
import FunctionContract
import FunctionHost
import Store

/// Loads one file into its table by COPY: all rows or none.
struct TableLoader {
  let schema: String
  let file: TableFile

  /// Loads the file and returns its number of rows.
  func load(_ connection: borrowing Connection) throws(RunnerError) -> Int {
    let columns = try file.columns(try firstLine())
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let sql = "copy \"\(schema)\".\"\(file.table)\" (\(names)) from stdin with (format csv, header true)"
    var progress = Progress("\(schema).\(file.table)")
    var failure: RunnerError?
    do throws(StoreError) {
      let rows = try connection.copyIn(sql, named: file.table) { (writer) throws(StoreError) in
        failure = send(to: writer, &progress)
        if let failure { throw StoreError(.data, statement: "copy", message: failure.message) }
      }
      progress.finish("\(rows.grouped) rows")
      return rows
    } catch {
      if let failure { throw failure }
      throw RunnerError(.badEvent, "\(file.path):\(error.copyLine ?? 1): \(error.message)")
    }
  }

  private func send(to writer: borrowing CopyWriter, _ progress: inout Progress) -> RunnerError? {
    var lines = 0
    var refusal: StoreError?
    do throws(RunnerError) {
      try file.read { piece throws(RunnerError) in
        if refusal != nil { return }
        do throws(StoreError) { try writer.write(piece) } catch { refusal = error }
        lines += piece.count { $0 == 0x0A }
        progress.show(nil, "\(lines.grouped) rows")
      }
    } catch {
      return error
    }
    return refusal.map { RunnerError($0) }
  }

  private func firstLine() throws(RunnerError) -> [UInt8] {
    var line: [UInt8] = []
    var isComplete = false
    try file.read { piece throws(RunnerError) in
      guard !isComplete else { return }
      line += piece.prefix { $0 != 0x0A }
      isComplete = piece.contains(0x0A)
    }
    return line
  }
}

extension Int {
  /// The number with commas between thousands.
  var grouped: String {
    var text = ""
    for (index, digit) in String(self).reversed().enumerated() {
      if index > 0, index % 3 == 0, digit != "-" { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
