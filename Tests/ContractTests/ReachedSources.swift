import Foundation
import TestKit

/// The source files that a handler's behaviour can come from: its own, and of every module that it is linked with those
/// whose types are named on the way there.
///
/// A file holds the type that it is named after (`Type.swift`, `Type+More.swift`), and sees its own module and those
/// that it imports; the strict build refuses an import that the package does not declare.
struct ReachedSources {
  private struct File {
    let module: String
    let type: Substring
    let code: String
    let words: Set<Substring>
    let imports: Set<Substring>

    init(_ file: URL, module: String) throws {
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        .filter { !$0.trimmingCharacters(in: .whitespaces).hasPrefix("//") }
      self.module = module
      type = Substring(file.deletingPathExtension().lastPathComponent).prefix { $0 != "+" }
      code = lines.joined(separator: "\n")
      words = Set(lines.flatMap { $0.split { !$0.isLetter && !$0.isNumber && $0 != "_" } })
      imports = Set(lines.compactMap { $0.firstMatch(of: /^(?:\w+ )?import (\w+)$/)?.1 })
    }
  }

  /// The names of settings in the reached files, however they are read: texts such as `"DATABASE_URL"`.
  ///
  /// The one that an error blames, `setting: "…"`, was read elsewhere.
  let settings: Set<String>
  /// Endings of names that are put together, such as `_PROVIDER`.
  let settingEndings: Set<String>

  /// The sources of the handler named `handler`.
  init(of handler: String) throws {
    let own = try ReachedSources.files(in: "functions/\(handler)", module: handler)
    var reached = own
    var rest = try ReachedSources.library.get()
    var next = own[...]
    while let file = next.popFirst() {
      let isReached = { (other: File) in
        (other.module == file.module || file.imports.contains(other.module[...])) && file.words.contains(other.type)
      }
      let found = rest.filter(isReached)
      rest.removeAll(where: isReached)
      reached += found
      next += found
    }
    settings = Set(
      reached.flatMap { $0.code.matches(of: /(setting: )?"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)"/) }
        .filter { $0.1 == nil }.map { String($0.2) })
    settingEndings = Set(reached.flatMap { $0.code.matches(of: /\)((?:_[A-Z0-9]+)+)"/).map { String($0.1) } })
  }

  private static let library = Result {
    try FileManager.default.contentsOfDirectory(atPath: PackageFolder.url.appending(path: "Sources").path)
      .flatMap { try files(in: "Sources/\($0)", module: $0) }
  }

  private static func files(in folder: String, module: String) throws -> [File] {
    let root = PackageFolder.url.appending(path: folder)
    return try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".swift") }
      .map { try File(root.appending(path: $0), module: module) }
  }
}
