import Foundation
import TestKit
import Testing

/// pgbouncer before the tests' database, with the settings of `infra/pgbouncer` but two connections a role.
final class Pooler: Sendable {
  static let needs: Comment = "needs pgbouncer, and tests that start their own server"
  static let isPossible =
    FileManager.default.isExecutableFile(atPath: program)
    && ProcessInfo.processInfo.environment["TEST_DATABASE_URL"] == nil
  private static let program = "/usr/sbin/pgbouncer"

  private let process: SpawnedProcess
  private let folder: URL
  private let database: String

  init(_ database: TestDatabase, roles: [String]) throws {
    self.database = database.name
    folder = URL(filePath: "/tmp/rekindle-pooler-\(database.name)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let server = URLComponents(string: database.url())?.queryItems?.first { $0.name == "host" }?.value ?? ""
    let settings = try Pooler.settings(with: [
      "rekindle": "host=\(server)", "listen_addr": "", "unix_socket_dir": folder.path, "default_pool_size": "2",
      "auth_type": "trust", "auth_file": "\(folder.path)/roles",
    ])
    try settings.replacing("rekindle =", with: "* =").write(
      to: folder.appending(path: "settings.ini"), atomically: true, encoding: .utf8)
    try roles.map { "\"\($0)\" \"\"\n" }.joined().write(
      to: folder.appending(path: "roles"), atomically: true, encoding: .utf8)
    process = try Pooler.start(folder)
  }

  deinit {
    process.signal(SIGKILL)
    _ = process.finish()
    try? FileManager.default.removeItem(at: folder)
  }

  /// The URL by which a handler reaches the database through the pooler.
  func url(role: String) -> String { "postgresql://\(role)@/\(database)?host=\(folder.path)&port=6432" }

  /// The settings of `infra/pgbouncer` with other values for some.
  private static func settings(with values: [String: String]) throws -> String {
    let shipped = try String(
      contentsOf: PackageFolder.url.appending(path: "infra/pgbouncer/pgbouncer.ini"), encoding: .utf8)
    return shipped.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let name = String(line.prefix { $0 != " " })
      return values[name].map { "\(name) = \($0)" } ?? String(line)
    }.joined(separator: "\n")
  }

  /// Starts it and waits for its socket; as root under another account, since pgbouncer refuses root.
  private static func start(_ folder: URL) throws -> SpawnedProcess {
    let command = [program, folder.appending(path: "settings.ini").path]
    let asOther = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]
    if getuid() == 0 {
      _ = try Spawn("chown", ["postgres", folder.path], environment: ["PATH": "/usr/bin:/bin"]).run()
    }
    let words = getuid() == 0 ? asOther + command : command
    let process = try Spawn(words[0], Array(words.dropFirst()), environment: ["PATH": "/usr/bin:/bin"]).start()
    let socket = folder.appending(path: ".s.PGSQL.6432").path
    for _ in 0..<500 where !FileManager.default.fileExists(atPath: socket) { usleep(10_000) }
    return process
  }
}
