import Domain
import FunctionContract
import FunctionHost
import Processes

/// A CSV file of one table, plain or compressed; its first line names the columns.
struct TableFile {
  let path: String
  /// The file's name without `.csv` or `.csv.gz`.
  let table: String
  private let isCompressed: Bool

  /// nil where the name is no table's.
  init?(folder: String, name: String) {
    let suffix = [".csv.gz", ".csv"].first { name.hasSuffix($0) }
    guard let suffix else { return nil }
    table = String(name.dropLast(suffix.count))
    guard table.isColumnName else { return nil }
    path = "\(folder)/\(name)"
    isCompressed = suffix == ".csv.gz"
  }

  /// Hands over the file's bytes in pieces.
  func read(_ body: ([UInt8]) throws(RunnerError) -> Void) throws(RunnerError) {
    let program = isCompressed ? ["gzip", "-dc"] : ["cat"]
    let executable = Executable(
      path: "/usr/bin/env", arguments: program + ["--", path], environment: ["PATH": "/usr/bin:/bin"])
    var output: ProcessOutput
    do throws(LaunchError) { output = try ProcessOutput(executable) } catch { throw .system(path, error.reason) }
    while let piece = output.next() { try body(piece) }
    if let reason = output.finish() { throw RunnerError(.badEvent, "\(path) cannot be read: \(reason.trimmed)") }
  }

  /// The columns that the first line names.
  func columns(_ firstLine: [UInt8]) throws(RunnerError) -> [String] {
    let line = String(decoding: firstLine, as: UTF8.self).trimmed
    let names = line.split(separator: ",", omittingEmptySubsequences: false).map { name in
      name.count > 1 && name.hasPrefix("\"") && name.hasSuffix("\"")
        ? String(name.dropFirst().dropLast()) : String(name)
    }
    if let bad = names.first(where: { !$0.isColumnName }) {
      throw RunnerError(.badEvent, "\(path):1: `\(bad)` is not the name of a column: the first line must name them")
    }
    return names
  }
}

extension StringProtocol {
  /// Whether the text is a name in lower-case letters, digits and `_`.
  var isColumnName: Bool {
    utf8.first.map { (97...122).contains($0) } == true && utf8.count < 64
      && utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
  }
}
