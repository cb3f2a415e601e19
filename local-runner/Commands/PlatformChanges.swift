import FunctionHost
import Glibc
import PlatformFiles

/// What a folder lacks of the generated files, and what it has that is no longer generated.
struct PlatformChanges {
  private let folder: String
  private let missing: [PlatformFile]
  private let changed: [PlatformFile]
  private let stale: [String]

  /// Compares `files` with those in `folder`; a file is ours if its first line says that it is generated.
  init(_ files: [PlatformFile], in folder: String) {
    self.folder = folder
    missing = files.filter { !Files.exists("\(folder)/\($0.path)") }
    changed = files.filter { file in
      guard let present = try? Files.text("\(folder)/\(file.path)") else { return false }
      return present != file.text
    }
    let current = Set(files.map(\.path))
    stale = PlatformChanges.generated(in: folder, below: "").filter { !current.contains($0) }
  }

  /// A line for each difference.
  var lines: [String] {
    missing.map { "\(folder)/\($0.path) is missing" }
      + changed.map { "\(folder)/\($0.path) differs from what the manifests give" }
      + stale.map { "\(folder)/\($0) is no longer generated" }
  }

  var summary: String { "\(missing.count) new, \(changed.count) changed, \(stale.count) removed" }

  /// Makes the folder equal to what is generated.
  func apply() throws(RunnerError) {
    for file in missing + changed {
      try makeFolders(of: file.path)
      try Files.write(Array(file.text.utf8), to: "\(folder)/\(file.path)", mode: 0o644)
    }
    for path in stale where unlink("\(folder)/\(path)") != 0 { throw .system("\(folder)/\(path)", Files.reason) }
  }

  private func makeFolders(of path: String) throws(RunnerError) {
    var current = folder
    try Files.makeFolder(current)
    for part in path.split(separator: "/").dropLast() {
      current += "/\(part)"
      try Files.makeFolder(current)
    }
  }

  private static func generated(in folder: String, below path: String) -> [String] {
    FileReader.names(in: "\(folder)/\(path)").flatMap { name -> [String] in
      let place = path.isEmpty ? name : "\(path)/\(name)"
      var status = stat()
      guard lstat("\(folder)/\(place)", &status) == 0 else { return [] }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: return generated(in: folder, below: place)
      case S_IFREG:
        let text = try? Files.text("\(folder)/\(place)")
        return text?.prefix(400).contains(PlatformFile.notice) == true ? [place] : []
      default: return []
      }
    }
  }
}
