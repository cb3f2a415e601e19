import FunctionContract

/// Collects the faults of one campaign, so that its author sees all of them at once, and what is no fault but good to know.
final class Report {
  private let folder: String
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var notes: [Diagnostic] = []

  init(folder: String) { self.folder = folder }

  func add(_ file: String, _ line: Int, _ message: String) { insert(file, line, message, into: &diagnostics) }

  func note(_ file: String, _ line: Int, _ message: String) { insert(file, line, message, into: &notes) }

  private func insert(_ file: String, _ line: Int, _ message: String, into list: inout [Diagnostic]) {
    let diagnostic = Diagnostic(file: "\(folder)/\(file)", line: line, message: message)
    if !list.contains(diagnostic) { list.append(diagnostic) }
  }
}

/// The question that follows an unknown name: `, did you mean X?`; nothing where none is near.
func didYouMean(_ word: String, among names: some Sequence<String>) -> String {
  EditDistance.nearest(to: word, in: names.sorted()).map { ", did you mean \($0)?" } ?? ""
}
