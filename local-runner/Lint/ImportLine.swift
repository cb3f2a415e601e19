import FunctionHost

/// One `import` of a Swift file.
struct ImportLine {
  let module: String
  /// `path:line`, as compilers write it.
  let place: String

  private static let modifiers: Set<Substring> = [
    "public", "package", "internal", "fileprivate", "private", "@testable", "@preconcurrency",
  ]
  private static let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]

  /// Every import of the Swift files below `folder`, which is named from `root`.
  static func all(in folder: String, root: String) throws(RunnerError) -> [ImportLine] {
    var imports: [ImportLine] = []
    for name in FileReader.names(in: "\(root)/\(folder)") {
      let path = "\(folder)/\(name)"
      if name.hasSuffix(".swift") {
        imports += lines(of: try Files.text("\(root)/\(path)"), path)
      } else {
        imports += try all(in: path, root: root)
      }
    }
    return imports
  }

  private static func lines(of text: String, _ path: String) -> [ImportLine] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
      module(line).map { ImportLine(module: $0, place: "\(path):\(index + 1)") }
    }
  }

  /// The module that `line` imports, also where it imports one declaration of it.
  private static func module(_ line: Substring) -> String? {
    var words = line.split(separator: " ")[...]
    words = words.drop(while: modifiers.contains)
    guard words.popFirst() == "import" else { return nil }
    if let kind = words.first, kinds.contains(kind) { words.removeFirst() }
    return words.first.map { String($0.prefix { $0 != "." && $0 != ";" }) }
  }
}
