import FunctionContract
import FunctionHost
import Glibc

/// Reading and writing whole small files, with the runner's errors.
enum Files {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func read(_ path: String) throws(RunnerError) -> [UInt8] {
    do throws(FileError) { return try FileReader.read(path) } catch { throw .system(error.path, error.reason) }
  }

  /// Reads to the end of a descriptor, at most `limit` bytes.
  static func readAll(_ descriptor: Int32, _ name: String, limit: Int = .max) throws(RunnerError) -> [UInt8] {
    do throws(FileError) {
      return try FileReader.readAll(descriptor, name, limit: limit)
    } catch {
      throw RunnerError(.badEvent, "\(error)")
    }
  }

  static func text(_ path: String) throws(RunnerError) -> String {
    String(decoding: try read(path), as: UTF8.self)
  }

  /// Replaces the file at once: a reader sees the old text or the new, never half of it.
  static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600) throws(RunnerError) {
    let temporary = "\(path).\(getpid())"
    let descriptor = open(temporary, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .system(temporary, reason) }
    defer { close(descriptor) }
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { throw .system(temporary, reason) }
      sent += max(0, count)
    }
    guard rename(temporary, path) == 0 else { throw .system(path, reason) }
  }

  static func makeFolder(_ path: String, mode: mode_t = 0o755) throws(RunnerError) {
    guard mkdir(path, mode) == 0 || errno == EEXIST else { throw .system(path, reason) }
  }

  /// The absolute path without symbolic links; nil where it does not exist.
  static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  static var reason: String { String(cString: strerror(errno)) }
}
