import FunctionHost

/// What the sources import, held against what the table of modules says.
struct ImportGraph {
  private let table: ModuleTable
  private let root: String

  init(_ table: ModuleTable, root: String) {
    self.table = table
    self.root = root
  }

  /// Every difference, as `path:line: what is wrong`.
  func faults() throws(RunnerError) -> [String] {
    var faults = unlisted() + misplaced() + shared()
    for row in table.rows {
      guard let folder = folder(of: row.name) else {
        faults.append("\(place(row)): there is no \(row.name)")
        continue
      }
      let imports = try ImportLine.all(in: folder, root: root)
      faults += imports.filter { !row.imports.contains($0.module) }
        .map { "\($0.place): \(row.name) imports \($0.module), which \(place(row)) does not list" }
      let used = Set(imports.map(\.module))
      faults += row.imports.filter { !used.contains($0) }
        .map { "\(place(row)): \(row.name) lists \($0), which none of its files imports" }
    }
    return faults
  }

  private func place(_ row: ModuleTable.Row) -> String { "\(ModuleTable.path):\(row.line)" }

  private func folder(of name: String) -> String? {
    if name.hasSuffix("/*") { return String(name.dropLast(2)) }
    return ["Sources/\(name)", "infra/\(name)", name].first { Files.exists("\(root)/\($0)") }
  }

  /// Modules that the table leaves out; a C library's own folder holds no Swift.
  private func unlisted() -> [String] {
    let listed = Set(table.rows.map(\.name))
    return FileReader.names(in: "\(root)/Sources")
      .filter { !listed.contains($0) && !Files.exists("\(root)/Sources/\($0)/module.modulemap") }
      .map { "\(ModuleTable.path): no row for Sources/\($0)" }
  }

  /// Imports that run upwards.
  private func misplaced() -> [String] {
    table.rows.enumerated().flatMap { index, row in
      let above = Set(table.rows[...index].map(\.name))
      return row.imports.filter(above.contains).map {
        "\(place(row)): \(row.name) imports \($0), which stands above it"
      }
    }
  }

  /// C libraries with more than one owner.
  private func shared() -> [String] {
    var owners: [String: String] = [:]
    var faults: [String] = []
    for row in table.rows {
      for library in row.imports where isLibrary(library) {
        if let owner = owners.updateValue(row.name, forKey: library) {
          faults.append("\(place(row)): \(library) is owned by \(owner): \(row.name) may not import it")
        }
      }
    }
    return faults
  }

  private func isLibrary(_ module: String) -> Bool {
    (try? Files.text("\(root)/Sources/\(module)/module.modulemap"))?.contains("link \"") == true
  }
}
