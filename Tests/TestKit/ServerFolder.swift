import Foundation
import Synchronization

/// A folder that holds one PostgreSQL server: its socket, its log, the locks that its users share and, where memory has no
/// room for it, its data.
struct ServerFolder: Sendable {
  let path: String
  private let data: String
  /// Whether nothing of the folder is worth keeping for a later run.
  private let isPrivate: Bool
  private let user: String?
  private let binaries: String
  /// What the server is started with beside our own settings.
  private let settings: [String: String]
  private let starting: FileLock
  private let users: FileLock

  init(
    path: String, release: PostgresRelease, isPrivate: Bool = false, settings: [String: String] = [:]
  ) throws(Spawn.Failure) {
    self.path = path
    self.isPrivate = isPrivate
    self.settings = settings
    user = getuid() == 0 ? "postgres" : nil
    binaries = release.binaries
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Spawn.Failure(description: "cannot make \(path): \(error.localizedDescription)")
    }
    data = Self.memory(for: path) ?? "\(path)/data"
    starting = FileLock("\(path)/starting.lock")
    users = FileLock("\(path)/users.lock")
  }

  /// Becomes a user of the server, starting it where it does not run, and leaves when the process ends.
  func join() throws(Spawn.Failure) {
    starting.take()
    defer { starting.release() }
    users.share()
    if !isRunning { try start() }
    ServerFolder.joined.withLock { $0.append(self) }
    atexit {
      for folder in ServerFolder.joined.withLock({ folders in
        defer { folders = [] }
        return folders
      }) { folder.leave() }
    }
  }

  /// Ends the server at once, without a word to its clients, and starts it again.
  func crash() throws(Spawn.Failure) {
    guard try control(["restart", "-w", "-m", "immediate", "-l", "\(path)/log"]) == 0 else {
      throw Spawn.Failure(description: "the test server did not come back; see \(path)/log")
    }
  }

  /// Starts the server again as a standby.
  func becomeStandby() throws(Spawn.Failure) {
    let signal = "\(data)/standby.signal"
    let isSignalled = FileManager.default.createFile(atPath: signal, contents: nil)
    try give(signal)
    guard isSignalled, try control(["restart", "-w", "-m", "fast", "-l", "\(path)/log"]) == 0 else {
      throw Spawn.Failure(description: "the test server is no standby; see \(path)/log")
    }
  }

  /// Stops the server and removes the folder.
  func remove() {
    _ = try? control(["stop", "-m", "immediate"])
    for path in [data, path] { try? FileManager.default.removeItem(atPath: path) }
  }

  /// Each is left once: a second time would wait for one that waits for us.
  private static let joined = Mutex<[ServerFolder]>([])

  private func leave() {
    starting.take()
    users.release()
    if users.takeIfFree() {
      _ = try? control(["stop", "-m", "immediate"])
      try? FileManager.default.removeItem(atPath: data)
      if isPrivate { try? FileManager.default.removeItem(atPath: path) }
      users.release()
    }
    starting.release()
  }

  /// A folder in memory, the same for each user of `path`; nil where memory has no room.
  private static func memory(for path: String) -> String? {
    var file = stat()
    guard ScratchFolder.root != "/tmp", stat(path, &file) == 0 else { return nil }
    return "\(ScratchFolder.root)/rekindle-test-\(file.st_dev)-\(file.st_ino)"
  }

  private var isRunning: Bool { (try? control(["status"])) == 0 }

  private func start() throws(Spawn.Failure) {
    try? FileManager.default.removeItem(atPath: data)
    try give(path)
    try check(
      run(
        "initdb",
        [
          "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale-provider=libc",
          "--locale=C.UTF-8", "--no-sync",
        ]))
    let own = [
      "listen_addresses": "", "unix_socket_directories": path, "fsync": "off", "synchronous_commit": "off",
      "full_page_writes": "off", "max_connections": "200", "shared_buffers": "64MB", "max_wal_size": "512MB",
      "autovacuum_naptime": "10s", "wal_level": "minimal", "max_wal_senders": "0", "log_min_messages": "fatal",
      "jit": "off",
    ]
    let options = own.merging(settings) { $1 }.map { "-c \($0.key)='\($0.value)'" }.joined(separator: " ")
    guard try control(["start", "-w", "-l", "\(path)/log", "-o", options]) == 0 else {
      throw Spawn.Failure(description: "the test server did not start; see \(path)/log")
    }
  }

  private func give(_ path: String) throws(Spawn.Failure) {
    guard let user else { return }
    guard let entry = getpwnam(user) else {
      throw Spawn.Failure(description: "as root, tests run PostgreSQL as the user \(user), which does not exist")
    }
    chown(path, entry.pointee.pw_uid, entry.pointee.pw_gid)
  }

  private func control(_ arguments: [String]) throws(Spawn.Failure) -> Int32 {
    try run("pg_ctl", ["-D", data] + arguments).exitCode
  }

  private func run(_ program: String, _ arguments: [String]) throws(Spawn.Failure) -> Spawn.Result {
    let environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PWD": "/"]
    let command = ["\(binaries)/\(program)"] + arguments
    guard let user else { return try Spawn(command[0], arguments, environment: environment, timeout: 60).run() }
    return try Spawn("runuser", ["-u", user, "--"] + command, environment: environment, timeout: 60).run()
  }

  private func check(_ result: Spawn.Result) throws(Spawn.Failure) {
    guard result.exitCode == 0 else { throw Spawn.Failure(description: result.log) }
  }
}
