import Foundation
import Store

/// A private PostgreSQL server for tests: started by the first test process that needs it, shared by all of this user's
/// processes, stopped and removed by the last one.
public struct Cluster: Sendable {
  /// The folder of the Unix socket; nil for the server that `TEST_DATABASE_URL` names.
  let socketDirectory: String?
  private let superuserURL: String
  /// The server's folder, where it is one test's own.
  private let own: ServerFolder?

  /// A server that somebody else has started and will stop, by the folder of its socket.
  public init(socketDirectory: String) {
    self.init(socketDirectory: socketDirectory, superuserURL: "", own: nil)
  }

  private init(socketDirectory: String?, superuserURL: String, own: ServerFolder?) {
    self.socketDirectory = socketDirectory
    self.superuserURL = superuserURL
    self.own = own
  }

  /// The server of this process.
  public static let shared: Result<Cluster, Spawn.Failure> = Result { () throws(Spawn.Failure) in try start() }

  /// The URL of a database for a role; nil for the superuser.
  ///
  /// Each statement may take 20 s and wait 5 s for a lock, so that a test that blocks itself fails instead of hanging.
  public func url(database: String, role: String? = nil) -> String {
    let options = "options=-cstatement_timeout%3D20s%20-clock_timeout%3D5s%20-cclient_min_messages%3Dwarning"
    guard let socketDirectory else { return Self.rewritten(superuserURL, database: database, role: role, options) }
    return "postgresql://\(role ?? "postgres")@/\(database)?host=\(socketDirectory)&\(options)"
  }

  /// A server for one test, which may break it; `remove` it at the end.
  ///
  /// - Parameters:
  ///   - release: Which PostgreSQL; nil for the one that all tests run on.
  ///   - settings: What the server is started with beside our own settings.
  public static func separate(
    _ release: PostgresRelease? = nil, settings: [String: String] = [:]
  ) throws(Spawn.Failure) -> Cluster {
    let chosen = try PostgresRelease.chosen()
    let server = try ServerFolder(
      path: "/tmp/rekindle-test-\(getuid())-\(getpid())-\(UInt16.random(in: 0 ... .max))",
      release: release ?? chosen, isPrivate: true, settings: settings)
    try server.join()
    return Cluster(socketDirectory: server.path, superuserURL: "", own: server)
  }

  /// Ends a separate server as a crash would and starts it again.
  public func crash() throws(Spawn.Failure) { try separateFolder().crash() }

  /// Has a separate server started with `wal_level = replica` go on as a standby without a primary, readable only.
  public func becomeStandby() throws(Spawn.Failure) { try separateFolder().becomeStandby() }

  /// Stops a separate server and removes it.
  public func remove() throws(Spawn.Failure) { try separateFolder().remove() }

  private func separateFolder() throws(Spawn.Failure) -> ServerFolder {
    guard let own else { throw Spawn.Failure(description: "only a separate server may be broken") }
    return own
  }

  private static func start() throws(Spawn.Failure) -> Cluster {
    if let url = ProcessInfo.processInfo.environment["TEST_DATABASE_URL"], !url.isEmpty {
      return Cluster(socketDirectory: nil, superuserURL: url, own: nil)
    }
    let release = try PostgresRelease.chosen()
    let server = try ServerFolder(path: "/tmp/rekindle-test-\(getuid())-\(release.major)", release: release)
    try server.join()
    return Cluster(socketDirectory: server.path, superuserURL: "", own: nil)
  }

  private static func rewritten(_ url: String, database: String, role: String?, _ options: String) -> String {
    guard var parts = URLComponents(string: url) else { return url }
    parts.path = "/" + database
    if let role { parts.user = role }
    parts.percentEncodedQuery = [parts.percentEncodedQuery, options].compactMap { $0 }.joined(separator: "&")
    return parts.string ?? url
  }
}
