import Domain
import Encoding
import FunctionContract
import FunctionHost
import Glibc
import Processes
import Store

/// A PostgreSQL server of one project: its cluster under `.rekindle`, reached by a Unix socket only.
struct PrivateServer {
  static let database = "rekindle"
  /// The longest path that the address of a Unix socket holds, and what PostgreSQL appends to the folder.
  private static let longestSocketFolder = 107 - "/.s.PGSQL.5432".utf8.count

  private let workspace: Workspace
  private let user: ServerUser
  let binaries: ServerBinaries

  init(_ workspace: Workspace) throws(RunnerError) {
    self.workspace = workspace
    user = try ServerUser()
    binaries = try ServerBinaries()
  }

  /// The connection URL for a role; the superuser's where none is named.
  ///
  /// Throws where the server was never started.
  func url(role: String? = nil, database: String = Self.database) throws(RunnerError) -> String {
    url(role: role, socket: try place("run"), database: database)
  }

  /// How the runner itself connects: as superuser, without limits on time.
  func settings(database: String = Self.database) throws(RunnerError) -> ConnectionSettings {
    ConnectionSettings(
      url: try url(database: database), applicationName: "local-runner",
      timeouts: Timeouts(statement: .hours(2), lock: .minutes(1)))
  }

  /// A connection for the runner's own work.
  func connection(database: String = Self.database) throws(RunnerError) -> Connection {
    let settings = try settings(database: database)
    do throws(StoreError) { return try Connection(settings) } catch { throw RunnerError(error) }
  }

  /// Starts the server if it does not run, makes the database if it does not exist; ready when it returns.
  func start() throws(RunnerError) {
    try FileLock.waiting(for: lockFile) { () throws(RunnerError) in
      let data = try dataFolder()
      let socket = try socketFolder()
      if !Files.exists(data + "/PG_VERSION") { try initialise(data) }
      if !isRunning {
        try check(
          run("pg_ctl", ["start", "-D", data, "-w", "-s", "-l", log, "-o", "-k '\(socket)'"]),
          "the database did not start")
      }
      try makeOwnDatabase(socket)
    }
  }

  /// Stops the server if it runs.
  func stop() throws(RunnerError) {
    try FileLock.waiting(for: lockFile) { () throws(RunnerError) in
      guard isRunning else { return }
      try check(
        run("pg_ctl", ["stop", "-D", try place("data"), "-w", "-s", "-m", "fast"]), "the database did not stop")
    }
  }

  private var lockFile: String { workspace.folder + "/database.lock" }

  /// Whether it was ever started here.
  var exists: Bool { (try? place("data")).map { Files.exists($0 + "/PG_VERSION") } ?? false }

  var isRunning: Bool {
    guard let data = try? place("data") else { return false }
    return run("pg_ctl", ["status", "-D", data]).exitCode == 0
  }

  private var log: String { ((try? place("data")) ?? workspace.folder) + "/server.log" }

  private func initialise(_ data: String) throws(RunnerError) {
    try check(
      run(
        "initdb",
        [
          "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
          "--no-instructions",
        ]), "the database could not be made")
    let settings = """
      listen_addresses = ''
      timezone = 'UTC'
      log_timezone = 'UTC'
      max_connections = 100
      shared_buffers = 256MB
      max_wal_size = 2GB
      checkpoint_timeout = 15min
      random_page_cost = 1.1

      """
    let path = data + "/postgresql.conf"
    try Files.write(try Files.read(path) + Array(settings.utf8), to: path)
    try user.own(path)
  }

  private func makeOwnDatabase(_ socket: String) throws(RunnerError) {
    do throws(StoreError) {
      let connection = try Connection(
        ConnectionSettings(
          url: url(role: nil, socket: socket, database: "postgres"), applicationName: "local-runner"))
      let found = try connection.texts("select from pg_database where datname = $1", [.text(Self.database)])
      if found.isEmpty { try connection.runScript("create database \(Self.database)", named: "create database") }
    } catch {
      throw RunnerError(error)
    }
  }

  private func url(role: String?, socket: String, database: String = Self.database) -> String {
    let folders = socket.split(separator: "/", omittingEmptySubsequences: false)
    let host = folders.map { PercentEncoding.encode(String($0)) }.joined(separator: "/")
    return "postgresql://\(role ?? "postgres")@/\(database)?host=\(host)"
  }

  /// The cluster's folder: in `.rekindle` where the server's user may go there, else in `/var/tmp`.
  private func dataFolder() throws(RunnerError) -> String {
    if let known = try? place("data") { return known }
    var folder = workspace.folder + "/data"
    if user.mayEnter(workspace.folder) {
      try Files.makeFolder(folder, mode: 0o700)
    } else {
      folder = try temporaryFolder("/var/tmp", for: "data")
    }
    try user.own(folder)
    return folder
  }

  private func socketFolder() throws(RunnerError) -> String {
    if let known = try? place("run") { return known }
    var folder = workspace.folder + "/run"
    if user.mayEnter(workspace.folder), folder.utf8.count <= Self.longestSocketFolder {
      try Files.makeFolder(folder, mode: 0o700)
    } else {
      folder = try temporaryFolder("/tmp", for: "run")
    }
    try user.own(folder)
    return folder
  }

  private func temporaryFolder(_ parent: String, for name: String) throws(RunnerError) -> String {
    var template = Array("\(parent)/rekindle-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw .system(parent, Files.reason) }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    try Files.write(Array(folder.utf8), to: "\(workspace.folder)/\(name).place", mode: 0o644)
    return folder
  }

  /// Where `data` or `run` is: in `.rekindle`, or where a note in there says.
  private func place(_ name: String) throws(RunnerError) -> String {
    let own = "\(workspace.folder)/\(name)"
    let folder = try Files.exists(own + ".place") ? Files.text(own + ".place") : own
    guard Files.exists(folder) else {
      throw RunnerError(.unavailable, "the database was never started here: run `local-runner database start`")
    }
    return folder
  }

  /// Runs a program as the server's user: one of the server's, or one at a path.
  func run(_ program: String, _ arguments: [String], within time: Instant.Span = .minutes(2)) -> Outcome {
    let path = program.contains("/") ? program : binaries.path(program)
    return Spawner().run(user.command(path, arguments, within: time), input: [])
  }

  /// Throws what the program said where it failed.
  func check(_ outcome: Outcome, _ what: String) throws(RunnerError) {
    if outcome.exitCode == 0 { return }
    let reason = outcome.logTail.isEmpty ? String(decoding: outcome.output, as: UTF8.self) : outcome.logTail
    throw RunnerError(.unavailable, "\(what) (\(outcome.summary)): \(reason.trimmed)\nThe server's log: \(log)")
  }
}
