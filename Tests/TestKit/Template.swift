import Domain
import Foundation
import Store

/// The migrated database that test databases are copies of: one for each state of the folder.
public enum Template {
  /// The template's name, after it was made where it did not exist.
  public static let shared: Result<String, any Error> = Result { try prepare() }

  private static let directory = PackageFolder.url.appending(path: "infra/database").path

  private static func prepare() throws -> String {
    let cluster = try Cluster.shared.get()
    let folder = try DatabaseFolder(reading: directory)
    let name = "template_" + fingerprint(folder)
    let lock = FileLock("/tmp/rekindle-test-\(getuid()).template.lock")
    lock.take()
    defer { lock.release() }
    let maintenance = try Connection(url: cluster.url(database: "postgres"))
    let ready = try maintenance.texts("select from pg_database where datname = $1 and datistemplate", [.text(name)])
    guard ready.isEmpty else { return name }
    try maintenance.runScript("drop database if exists \(name) with (force)", named: "drop half a template")
    try maintenance.runScript("create database \(name)", named: "create template")
    try migrate(cluster.url(database: name), folder)
    try maintenance.runScript(
      "update pg_database set datistemplate = true, datallowconn = false where datname = '\(name)'",
      named: "seal template")
    return name
  }

  private static func migrate(_ url: String, _ folder: DatabaseFolder) throws {
    let connection = try Connection(url: url)
    _ = try Migrator(folder).apply(connection, at: .init(seconds: 0))
  }

  private static func fingerprint(_ folder: DatabaseFolder) -> String {
    let texts = folder.migrations.map { $0.file + $0.sql } + folder.repeatables.map { $0.file + $0.sql }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325  // FNV-1a
    for byte in texts.flatMap({ Array($0.utf8) }) {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }
}
