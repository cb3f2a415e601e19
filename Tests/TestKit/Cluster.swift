import Foundation
import Store

/// A private PostgreSQL server for tests: started by the first test process that needs it, shared by all of this user's
/// processes, stopped and removed by the last one.
public struct Cluster: Sendable {
  /// The folder of the Unix socket; nil for the server that `TEST_DATABASE_URL` names.
  let socketDirectory: String?
  private let superuserURL: String

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

  /// A server for one test that means to break it; `remove` it at the end.
  public static func separate() throws(Spawn.Failure) -> Cluster {
    let server = try ServerFolder(
      path: "/tmp/rekindle-test-\(getuid())-\(getpid())-\(UInt16.random(in: 0 ... .max))", isPrivate: true)
    try server.join()
    return Cluster(socketDirectory: server.path, superuserURL: "")
  }

  /// Ends a separate server as a crash would and starts it again.
  public func crash() throws(Spawn.Failure) { try separateFolder().crash() }

  /// Stops a separate server and removes it.
  public func remove() throws(Spawn.Failure) { try separateFolder().remove() }

  private func separateFolder() throws(Spawn.Failure) -> ServerFolder {
    guard let socketDirectory, socketDirectory.contains("-\(getpid())-") else {
      throw Spawn.Failure(description: "only a separate server may be broken")
    }
    return try ServerFolder(path: socketDirectory, isPrivate: true)
  }

  private static func start() throws(Spawn.Failure) -> Cluster {
    if let url = ProcessInfo.processInfo.environment["TEST_DATABASE_URL"], !url.isEmpty {
      return Cluster(socketDirectory: nil, superuserURL: url)
    }
    let server = try ServerFolder(path: "/tmp/rekindle-test-\(getuid())")
    try server.join()
    return Cluster(socketDirectory: server.path, superuserURL: "")
  }

  private static func rewritten(_ url: String, database: String, role: String?, _ options: String) -> String {
    guard var parts = URLComponents(string: url) else { return url }
    parts.path = "/" + database
    if let role { parts.user = role }
    parts.percentEncodedQuery = [parts.percentEncodedQuery, options].compactMap { $0 }.joined(separator: "&")
    return parts.string ?? url
  }
}
