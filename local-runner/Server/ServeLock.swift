import FunctionContract
import Glibc

/// Keeps a project for one runner that lets its time go on, and tells the others where it serves.
struct ServeLock {
  private let lock: String
  private let note: String

  init(_ workspace: Workspace) {
    lock = workspace.folder + "/serve.lock"
    note = workspace.folder + "/serve.address"
  }

  /// Where the runner that holds the lock serves, such as `http://127.0.0.1:8080`; nil where none says so.
  var address: String? {
    let isFree = try? FileLock.claiming(lock, whereTaken: { _ in false }) { true }
    return isFree == false ? try? Files.text(note) : nil
  }

  /// Tells the others where this one serves.
  func tell(_ address: String) throws(RunnerError) { try Files.write(Array(address.utf8), to: note) }

  /// Holds the lock while `body` runs; refuses where another runner has it.
  func alone<Result>(_ body: () throws(RunnerError) -> Result) throws(RunnerError) -> Result {
    let refuse = { (holder: String) throws(RunnerError) -> Result in
      throw RunnerError(
        .temporary,
        "another runner serves this project (process \(holder)): stop it first, or give this one another --root")
    }
    return try FileLock.claiming(lock, whereTaken: refuse) { () throws(RunnerError) in
      unlink(note)
      return try body()
    }
  }
}
