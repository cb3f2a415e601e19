import Glibc

/// The files of a schema's history.
public enum MigrationFolder {
  /// The migrations in `directory` in order; other files than `*.sql` are left alone.
  public static func read(_ directory: String) throws(MigrationError) -> [Migration] {
    var migrations: [Migration] = []
    for name in try names(directory).sorted() where name.hasSuffix(".sql") {
      let text = try contents("\(directory)/\(name)")
      guard let migration = Migration(file: name, sql: text) else {
        throw .refused("\(directory)/\(name): name it NNNN_what_it_does.sql, four digits first")
      }
      if let previous = migrations.last, previous.version == migration.version {
        throw .refused("\(directory): \(previous.file) and \(name) have the same number; renumber the later one")
      }
      migrations.append(migration)
    }
    guard !migrations.isEmpty else { throw .refused("\(directory) holds no migration") }
    return migrations
  }

  private static func names(_ directory: String) throws(MigrationError) -> [String] {
    guard let stream = opendir(directory) else {
      throw .refused("cannot read the folder \(directory): \(String(cString: strerror(errno)))")
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
