import Encoding
import Domain
import FunctionContract
import Store

/// Brings one file into its table: what is new is loaded, what is known updated, what does not fit left out.
struct TableImport {
  private let file: TableFile
  private let heading: TableHeading
  private let merge: RowMerge
  /// For each of the file's columns, whether the table has it.
  private let isKnown: [Bool]
  private var report: TableReport

  init(_ file: TableFile, _ connection: borrowing Connection) throws(RunnerError) {
    let table = try HostTable(file.table, connection)
    guard !table.columns.isEmpty else {
      let names = try HostTable.names(connection)
      let near = HostTable.meant(by: file.table, in: names).map { ", did you mean \($0)?" } ?? ""
      throw RunnerError(
        .usage,
        "\(file.path) is named after no table\(near): name it after one of \(names.joined(separator: ", "))")
    }
    self.file = file
    heading = try file.heading()
    let columns = heading.names.map { table.column($0) }
    isKnown = columns.map { $0 != nil }
    merge = RowMerge(table: table, columns: columns.compactMap { $0 })
    report = TableReport(path: file.path, table: file.table)
    report.unknownColumns = heading.names.filter { table.column($0) == nil && !$0.isEmpty }
    let free = table.columns.map(\.name).filter { name in !merge.columns.contains { $0.name == name } }
    for heading in report.unknownColumns { report.meant[heading] = HostTable.meant(by: heading.lowercased(), in: free) }
    try check(table)
  }

  /// Loads the file, in one transaction.
  consuming func run(_ connection: borrowing Connection) throws(RunnerError) -> TableReport {
    do throws(StoreError) {
      try connection.runScript(merge.preparation, named: file.table)
    } catch {
      throw RunnerError(error)
    }
    let rows = try copy(connection)
    do throws(StoreError) {
      try connection.runScript(merge.script, named: file.table)
      for row in try connection.texts("select is_new, sum(n) from tally group by 1") {
        let count = Int(row[1] ?? "") ?? 0
        if row[0] == "t" { report.loaded = count } else { report.updated = count }
      }
      report.leftOut += try connection.texts("select line, reason from left_out").map {
        (line: Int($0[0] ?? "") ?? 0, reason: $0[1] ?? "")
      }
    } catch {
      throw RunnerError(error)
    }
    report.leftOut.sort { $0.line < $1.line }
    report.unchanged = rows - report.loaded - report.updated - report.leftOut.count
    return report
  }

  private func check(_ table: HostTable) throws(RunnerError) {
    let names = merge.columns.map(\.name)
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw RunnerError(.badEvent, "\(file.path):\(heading.lines): two columns are \(twice)")
    }
    let needed = table.columns.filter { $0.isKey || ($0.isRequired && $0.standard == nil) }.map(\.name)
    let missing = needed.filter { !names.contains($0) }
    guard missing.isEmpty else {
      throw RunnerError(
        .badEvent,
        "\(file.path):\(heading.lines): the column \(missing.joined(separator: " and ")) is missing; "
          + "the first line names \(heading.names.joined(separator: ", "))")
    }
  }

  /// Copies the rows into `incoming`; returns how many the file has.
  private mutating func copy(_ connection: borrowing Connection) throws(RunnerError) -> Int {
    let names = merge.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    var rows = IncomingRows(isKnown: isKnown, headingLines: heading.lines)
    var failure: RunnerError?
    do throws(StoreError) {
      try connection.copyIn("copy incoming (line, \(names)) from stdin", named: file.table) {
        (writer) throws(StoreError) in
        failure = send(&rows, to: writer)
        if let failure { throw StoreError(.data, statement: "copy", message: failure.message) }
      }
    } catch {
      throw failure ?? RunnerError(error)
    }
    report.leftOut = rows.leftOut
    return rows.count
  }

  private func send(_ rows: inout IncomingRows, to writer: borrowing CopyWriter) -> RunnerError? {
    var reader = CSVReader(separator: heading.separator)
    var progress = Progress("\(merge.table.schema).\(file.table)")
    var refusal: StoreError?
    do throws(RunnerError) {
      try file.read { piece throws(RunnerError) in
        if refusal != nil { return }
        reader.read(piece) { rows.add($0) }
        do throws(StoreError) { try writer.write(rows.take()) } catch { refusal = error }
        progress.show(nil, "\(rows.count.grouped) rows")
      }
      reader.finish { rows.add($0) }
      do throws(StoreError) { try writer.write(rows.take()) } catch { refusal = error }
    } catch {
      return error
    }
    progress.finish("\(rows.count.grouped) rows read")
    return refusal.map { RunnerError($0) }
  }
}
