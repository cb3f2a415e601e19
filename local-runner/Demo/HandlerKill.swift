import Domain
import FunctionContract
import FunctionHost
import Glibc
import Processes
import Store

/// SIGKILL for a handler in the middle of a transaction: it waits to write a table that is held, and is killed there.
struct HandlerKill: ~Copyable {
  private let handler: String
  private let holder: Connection

  /// Holds the table from now on: others read it and do not write.
  init(_ handler: String, waitingFor table: String, _ rehearsal: Rehearsal) throws(RunnerError) {
    let connection = try rehearsal.connect()
    try Self.run("begin; lock table \(table) in share row exclusive mode", connection)
    self.handler = handler
    holder = connection
  }

  /// Kills the handler's processes as soon as one of them waits, and lets go of the table.
  ///
  /// - Returns: How many were killed.
  consuming func strike(_ rehearsal: Rehearsal) throws(RunnerError) -> Int {
    let watcher = try rehearsal.connect()
    let end = Monotonic.now + .seconds(60)
    while try !isWaiting(watcher) {
      try Promise.keep(Monotonic.now < end, "\(handler) did not come to where it was to be killed")
      usleep(5_000)
    }
    let victims = Self.children(named: handler)
    for victim in victims { kill(victim, SIGKILL) }
    try Self.run("rollback", holder)
    return victims.count
  }

  private func isWaiting(_ watcher: borrowing Connection) throws(RunnerError) -> Bool {
    do throws(StoreError) {
      return try !watcher.texts(
        """
        select from pg_stat_activity
         where datname = current_database() and application_name = $1 and wait_event_type = 'Lock'
        """, [.text(handler)]
      ).isEmpty
    } catch {
      throw RunnerError(error)
    }
  }

  /// The processes of a name that this one has started.
  private static func children(named name: String) -> [pid_t] {
    FileReader.names(in: "/proc").compactMap { pid_t($0) }.filter { process in
      guard let text = try? FileReader.read("/proc/\(process)/stat") else { return false }
      let fields = String(decoding: text, as: UTF8.self).split(separator: ")")
      return fields.first?.hasSuffix("(\(name.prefix(15))") == true
        && fields.last?.split(separator: " ").dropFirst().first.flatMap { pid_t($0) } == getpid()
    }
  }

  private static func run(_ sql: String, _ connection: borrowing Connection) throws(RunnerError) {
    do throws(StoreError) { try connection.runScript(sql, named: "hold a table") } catch { throw RunnerError(error) }
  }
}
