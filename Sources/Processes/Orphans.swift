import CLinux
import Glibc
import Synchronization

/// Processes that have left the group of the handler that started them, and lost their parent: they end with its request.
///
/// What a handler starts has its mark in the environment. A process without parent becomes a child of this one.
public enum Orphans {
  private static let variable = "REKINDLE_PROCESS"
  private static let areAdopted = Atomic(false)
  private static let lastMark = Atomic(0)

  /// Has this process adopt them, once, before it starts any: for a program whose children are handlers alone.
  public static func adopt() {
    areAdopted.store(linux_adopt_orphans() == 0, ordering: .relaxed)
  }

  /// Whether children that nobody here has started are this process' to reap.
  static var areOurs: Bool { getpid() == 1 || areAdopted.load(ordering: .relaxed) }

  /// A variable that no other process of this host has; nil where orphans are not ours.
  static func nextMark() -> String? {
    areOurs ? "\(variable)=\(getpid())-\(lastMark.add(1, ordering: .relaxed).newValue)" : nil
  }

  /// Ends every orphan with the mark, and what they leave behind in turn.
  static func end(_ mark: String) {
    for _ in 0..<64 {
      let left = children.filter { hasMark(mark, $0) }
      if left.isEmpty { return }
      for pid in left {
        kill(pid, SIGKILL)
        waitpid(pid, nil, 0)
      }
    }
  }

  /// Orphans become children of the first thread.
  ///
  /// Handlers that it has started itself have marks of their own.
  private static var children: [pid_t] {
    text(of: "/proc/self/task/\(getpid())/children").split(separator: 0x20).compactMap {
      pid_t(String(decoding: $0, as: UTF8.self))
    }
  }

  private static func hasMark(_ mark: String, _ pid: pid_t) -> Bool {
    text(of: "/proc/\(pid)/environ").split(separator: 0).contains { $0.elementsEqual(mark.utf8) }
  }

  private static func text(of path: String) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    while case let count = read(file, &buffer, buffer.count), count > 0 { bytes.append(contentsOf: buffer[..<count]) }
    return bytes
  }
}
