import Glibc

/// What one sender has in hand, in a file that outlives its process: the next sender on the machine learns from it what
/// became of the messages of one that was killed, and only those whose answer nobody saw stay in doubt.
///
/// A line is in the file before what it says can happen; the file is the kernel's then, so a crash of the machine may lose
/// it, and the lease decides as it does without a journal. It holds ids, tokens and outcomes, no personal data.
package final class Journal {
  private let descriptor: Int32
  private let path: String
  private var unwritten: [UInt8] = []
  private var isEmpty = true

  /// A journal of its own in `folder`, which is made where it is missing; nil where there can be none, which costs only
  /// what a journal is for.
  package init?(folder: String, name: String) {
    mkdir(folder, 0o700)
    path = "\(folder)/\(name)-\(getpid())-\(UInt32.random(in: 0 ... .max)).journal"
    descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return nil }
    flock(descriptor, LOCK_EX | LOCK_NB)
  }

  deinit {
    // What is still told of is for the next sender.
    if isEmpty { unlink(path) }
    close(descriptor)
  }

  /// Notes what happens next; it is in the file after `flush`.
  package func note(_ line: JournalLine) { unwritten += line.bytes }

  /// Writes lines at once.
  package func write(_ lines: [JournalLine]) {
    for line in lines { note(line) }
    flush()
  }

  /// Hands every noted line to the kernel.
  package func flush() {
    guard !unwritten.isEmpty else { return }
    isEmpty = false
    // A full disk costs what the journal is for and nothing else.
    _ = unwritten.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    unwritten.removeAll(keepingCapacity: true)
  }

  /// Forgets all lines: everything that they tell of is recorded.
  package func clear() {
    unwritten.removeAll(keepingCapacity: true)
    if !isEmpty { ftruncate(descriptor, 0) }
    isEmpty = true
  }
}
