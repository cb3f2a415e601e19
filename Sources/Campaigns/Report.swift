import FunctionContract

/// Collects the faults of one campaign, so that its author sees all of them at once, and what is no fault but good to know.
final class Report {
  private let folder: String
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var notes: [Diagnostic] = []

  init(folder: String) { self.folder = folder }

  /// Whether a fault was found in the file.
  func hasFault(in file: String) -> Bool { diagnostics.contains { $0.file == "\(folder)/\(file)" } }

  func add(_ file: String, _ line: Int, _ message: String, isConsequence: Bool = false) {
    let diagnostic = Diagnostic(
      file: "\(folder)/\(file)", line: line, message: message, isConsequence: isConsequence)
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }

  func note(_ file: String, _ line: Int, _ message: String) {
    let note = Diagnostic(file: "\(folder)/\(file)", line: line, message: message)
    if !notes.contains(note) { notes.append(note) }
  }
}

/// The question that follows an unknown name: `, did you mean X?`; nothing where none is near.
func didYouMean(_ word: String, among names: some Sequence<String>) -> String {
  EditDistance.nearest(to: word, in: names.sorted()).map { ", did you mean \($0)?" } ?? ""
}
