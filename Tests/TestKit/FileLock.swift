import Glibc

/// An advisory lock on a file, held until it is released or the process ends.
final class FileLock: Sendable {
  private let descriptor: Int32

  init(_ path: String) { descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666) }

  deinit { close(descriptor) }

  func share() { flock(descriptor, LOCK_SH) }
  func take() { flock(descriptor, LOCK_EX) }
  func release() { flock(descriptor, LOCK_UN) }

  /// Whether nobody else held the lock in any way; it is now held alone.
  func takeIfFree() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }
}
