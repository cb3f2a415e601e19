import Domain
import FunctionContract
import FunctionHost
import Processes

/// A CSV file of one table, plain or compressed; its first line names the columns.
struct TableFile {
  let path: String
  /// The file's name without its endings, in lower case.
  let table: String
  private let isCompressed: Bool

  /// nil where the name is no table's.
  init?(path: String) {
    var name = (path.split(separator: "/").last.map(String.init) ?? "").lowercased()
    isCompressed = name.hasSuffix(".gz")
    if isCompressed { name.removeLast(3) }
    guard let ending = [".csv", ".tsv"].first(where: { name.hasSuffix($0) }) else { return nil }
    table = String(name.dropLast(ending.count))
    guard table.isColumnName else { return nil }
    self.path = path
  }

  /// Hands over the file's text as UTF-8, in pieces, without a byte order mark.
  func read(_ body: ([UInt8]) throws(RunnerError) -> Void) throws(RunnerError) {
    let program = isCompressed ? ["gzip", "-dc"] : ["cat"]
    let executable = Executable(
      path: "/usr/bin/env", arguments: program + ["--", path], environment: ["PATH": "/usr/bin:/bin"])
    var output: ProcessOutput
    do throws(LaunchError) { output = try ProcessOutput(executable) } catch { throw .system(path, error.reason) }
    var text = TextStream()
    while let piece = output.next() { try body(text.decode(piece)) }
    try body(text.finish())
    if let reason = output.finish() { throw RunnerError(.badEvent, "\(path) cannot be read: \(reason.trimmed)") }
  }

  /// What the first line says about the file.
  func heading() throws(RunnerError) -> TableHeading {
    var start: [UInt8] = []
    try read { piece throws(RunnerError) in
      if start.count < 64 << 10 { start += piece }
    }
    guard let heading = try TableHeading(start) else { throw RunnerError(.badEvent, "\(path) is empty") }
    return heading
  }
}

extension StringProtocol {
  /// Whether the text is a name in lower-case letters, digits and `_`.
  var isColumnName: Bool {
    utf8.first.map { (97...122).contains($0) } == true && utf8.count < 64
      && utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
  }
}
