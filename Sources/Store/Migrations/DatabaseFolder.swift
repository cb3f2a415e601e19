import Glibc

/// What a database is made of: the folder `infra/database`.
public struct DatabaseFolder: Sendable, Equatable {
  /// The history of what holds data, in order: `migrations/NNNN_name.sql`.
  public let migrations: [Migration]
  /// Everything else, in the order in which it is applied: `owner`, `functions`, `views`, `roles`, `rows`, each in order of
  /// names.
  public let repeatables: [Repeatable]

  /// Whether the folder's database has a row of the deployment's settings.
  public var hasDeployment: Bool { repeatables.contains { $0.file == "rows/deployment.sql" } }

  /// Reads `directory`; other files than `*.sql` are left alone, and only `migrations` must be there.
  public init(reading directory: String) throws(MigrationError) {
    migrations = try Self.migrations(in: directory)
    var repeatables: [Repeatable] = []
    for kind in Repeatable.Kind.allCases {
      for (name, sql) in try Self.scripts("\(directory)/\(kind.rawValue)") ?? [] {
        repeatables.append(Repeatable(kind: kind, file: "\(kind.rawValue)/\(name)", sql: sql))
      }
    }
    self.repeatables = repeatables
  }

  private static func migrations(in directory: String) throws(MigrationError) -> [Migration] {
    let folder = "\(directory)/migrations"
    let upgrades = Dictionary(try scripts("\(directory)/upgrade") ?? [], uniquingKeysWith: { first, _ in first })
    var migrations: [Migration] = []
    guard let scripts = try scripts(folder) else {
      throw .refused("cannot read the folder \(folder): No such file or directory")
    }
    for (name, sql) in scripts {
      guard let migration = Migration(file: name, sql: sql, upgrade: upgrades[name]) else {
        throw .refused("\(folder)/\(name): name it NNNN_what_it_does.sql, four digits first")
      }
      if let previous = migrations.last, previous.version == migration.version {
        throw .refused("\(folder): \(previous.file) and \(name) have the same number; renumber the later one")
      }
      migrations.append(migration)
    }
    guard !migrations.isEmpty else { throw .refused("\(folder) holds no migration") }
    return migrations
  }

  /// The `*.sql` files of a folder in order of their names; nil where there is no such folder.
  private static func scripts(_ folder: String) throws(MigrationError) -> [(String, String)]? {
    guard let names = try names(folder) else { return nil }
    var scripts: [(String, String)] = []
    for name in names.sorted() where name.hasSuffix(".sql") {
      scripts.append((name, try contents("\(folder)/\(name)")))
    }
    return scripts
  }

  private static func names(_ folder: String) throws(MigrationError) -> [String]? {
    guard let stream = opendir(folder) else {
      if errno == ENOENT { return nil }
      throw .refused("cannot read the folder \(folder): \(String(cString: strerror(errno)))")
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names
  }

  private static func contents(_ path: String) throws(MigrationError) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .refused("cannot read \(path): \(String(cString: strerror(errno)))") }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      guard count >= 0 else { throw .refused("cannot read \(path): \(String(cString: strerror(errno)))") }
      guard count > 0 else { break }
      bytes.append(contentsOf: buffer[..<count])
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .refused("\(path) is not UTF-8") }
    return text
  }
}
