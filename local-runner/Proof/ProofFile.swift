import FunctionContract
import Glibc

/// Where a proof is written: standard output, or a file that is there under its name only when it is whole.
final class ProofFile {
  private static let bufferSize = 1 << 16

  private let path: String?
  private let temporary: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  /// The file at `path`, or standard output.
  init(path: String?) throws(RunnerError) {
    self.path = path
    temporary = "\(path ?? "").\(getpid())"
    descriptor = path == nil ? 1 : open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(temporary, Files.reason) }
    buffer.reserveCapacity(2 * Self.bufferSize)
  }

  deinit {
    guard path != nil else { return }
    close(descriptor)
    unlink(temporary)  // where it was finished there is none
  }

  /// Writes bytes, now or later.
  func write(_ bytes: [UInt8]) throws(RunnerError) {
    buffer += bytes
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Writes what is left, and gives the file its name.
  func finish() throws(RunnerError) {
    try flush()
    guard let path else { return }
    guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw .system(path, Files.reason) }
  }

  private func flush() throws(RunnerError) {
    var sent = 0
    while sent < buffer.count {
      let count = buffer[sent...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { throw .system(path ?? "standard output", Files.reason) }
      sent += max(0, count)
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
