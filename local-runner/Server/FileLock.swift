import FunctionContract
import Glibc

/// Advisory locks of files, freed when their work ends or the process dies.
enum FileLock {
  /// Waits for the lock and holds it while `body` runs.
  static func waiting<Result>(
    for path: String, _ body: () throws(RunnerError) -> Result
  ) throws(RunnerError) -> Result {
    let descriptor = try open(path)
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw .system(path, Files.reason) }
    }
    return try body()
  }

  /// Holds the lock while `body` runs; where it is taken, `whereTaken` answers, who is told the holder's process id.
  static func claiming<Result>(
    _ path: String, whereTaken: (_ holder: String) throws(RunnerError) -> Result,
    _ body: () throws(RunnerError) -> Result
  ) throws(RunnerError) -> Result {
    let descriptor = try open(path)
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      return try whereTaken((try? Files.text(path)) ?? "unknown")
    }
    ftruncate(descriptor, 0)
    let holder = Array(String(getpid()).utf8)
    _ = pwrite(descriptor, holder, holder.count, 0)
    return try body()
  }

  private static func open(_ path: String) throws(RunnerError) -> Int32 {
    let descriptor = Glibc.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .system(path, Files.reason) }
    return descriptor
  }
}
