import FunctionContract
import FunctionHost
import Store

/// `infra/database/sources/<name>.sql`: how a platform's data become the host tables.
///
/// A line `-- load` divides it: above it stand the tables that files are loaded into, in a schema named as the source;
/// below it the mapping into `lms`, and a function `play(until timestamptz)` where the source has a course of events. A line
/// `-- include <other>` of the mapping stands for the other script.
struct SourceScript {
  let name: String
  private let preparation: String
  private let mapping: String

  init(_ workspace: Workspace, _ name: String) throws(RunnerError) {
    self.name = name
    let folder = workspace.root + "/infra/database/sources"
    let path = "\(folder)/\(name).sql"
    guard name.isColumnName, Files.exists(path) else {
      let known = FileReader.names(in: folder).filter { $0.hasSuffix(".sql") }.map { $0.dropLast(4) }
      throw RunnerError(.usage, "there is no source \(name): there are \(known.joined(separator: ", "))")
    }
    let lines = try Files.text(path).split(separator: "\n", omittingEmptySubsequences: false)
    guard let division = lines.firstIndex(of: "-- load") else {
      throw RunnerError(.configuration, "\(path) needs a line `-- load` between its tables and its mapping")
    }
    preparation = lines[..<division].joined(separator: "\n")
    mapping = try lines[division...].map { (line) throws(RunnerError) in
      let marker = "-- include "
      return line.hasPrefix(marker) ? try Files.text("\(folder)/\(line.dropFirst(marker.count)).sql") : String(line)
    }.joined(separator: "\n")
  }

  func prepare(_ connection: borrowing Connection) throws(RunnerError) { try run(preparation, connection) }

  func map(_ connection: borrowing Connection) throws(RunnerError) { try run(mapping, connection) }

  private func run(_ sql: String, _ connection: borrowing Connection) throws(RunnerError) {
    do throws(StoreError) { try connection.runScript(sql, named: "\(name).sql") } catch { throw RunnerError(error) }
  }
}
