import Domain
import FunctionHost
import Processes
import Store

/// Every message that went out, beside the ledger in the stage's database: a restart keeps it, and all runners of the
/// project share it.
final class Mailbox: Sendable {
  private struct State {
    var waiting: [AcceptedMessage] = []
    var isWriting = false
    var isStopping = false
    var hasStopped = false
  }

  private let database: ConnectionSettings
  private let gateway: String
  private let state = Monitor(State())

  /// `gateway` is where the pages are served that messages link to; the database must have the runner's tables.
  init(_ database: ConnectionSettings, gateway: String) {
    self.database = database
    self.gateway = gateway
    Thread.start { [self] in run() }
  }

  /// Takes a message, to be kept in a moment.
  func add(_ message: AcceptedMessage) { state.withLock { $0.waiting.append(message) } }

  /// Messages that fit what is asked for, the newest first.
  func messages(_ question: ReadMail) throws(RunnerError) -> [Mail] {
    waitUntilKept()
    do throws(StoreError) { return try Connection(database).run(question) } catch { throw RunnerError(error) }
  }

  /// The message whose page has this name.
  func message(_ key: String) throws(RunnerError) -> Mail? { try messages(ReadMail(key: key, limit: 1)).first }

  /// What keeps messages from going out.
  func outlook() throws(RunnerError) -> ReadOutlook.Row {
    let connection: Connection
    do throws(StoreError) { connection = try Connection(database) } catch { throw RunnerError(error) }
    return try ReadOutlook.row(connection)
  }

  /// Keeps what was taken and ends the thread.
  func stop() {
    state.withLock { $0.isStopping = true }
    _ = state.wait { $0.hasStopped ? true : nil }
  }

  private func waitUntilKept() {
    _ = state.wait(until: .now + .seconds(10)) { $0.waiting.isEmpty && !$0.isWriting ? true : nil }
  }

  private func run() {
    while let batch = next() {
      do throws(StoreError) {
        try Connection(database).execute(KeepMail(gateway: gateway, messages: batch))
      } catch {
        Console.complain("\(batch.count) messages are not in the mailbox: \(error)")
      }
      state.withLock { $0.isWriting = false }
    }
    state.withLock { $0.hasStopped = true }
  }

  private func next() -> [AcceptedMessage]? {
    let batch = state.wait { state -> [AcceptedMessage]? in
      guard !state.waiting.isEmpty || state.isStopping else { return nil }
      defer { state.waiting = [] }
      state.isWriting = !state.waiting.isEmpty
      return state.waiting
    }
    return batch?.isEmpty == false ? batch : nil
  }
}
