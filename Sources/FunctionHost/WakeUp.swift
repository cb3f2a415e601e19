import CLinux
import Glibc

/// A bell between threads that one of them hears in `poll`.
final class WakeUp: Sendable {
  /// Readable once the bell has rung.
  let descriptor: Int32
  private let bell: Int32

  /// Nil, with `errno`, where the system has no descriptor left.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe2(&ends, O_CLOEXEC | O_NONBLOCK) == 0 else { return nil }
    descriptor = ends[0]
    bell = ends[1]
  }

  deinit {
    close(descriptor)
    close(bell)
  }

  func ring() { write(bell, [0], 1) }

  /// Takes note of every ring so far.
  func silence() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(descriptor, &bytes, bytes.count) == bytes.count {}
  }
}
