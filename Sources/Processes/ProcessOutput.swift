import Domain
import Glibc

/// The output of a program piece by piece, for output too large to be kept: decompressors, dumps.
public struct ProcessOutput: ~Copyable {
  private let pid: pid_t
  private let output: Int32
  private let errors: Int32
  private var buffer = [UInt8](repeating: 0, count: 256 << 10)
  private var isReaped = false

  /// Starts the program with an empty standard input.
  public init(_ executable: Executable) throws(LaunchError) {
    let launch = try Launch.start(executable)
    close(launch.input)
    close(launch.exit)
    pid = launch.pid
    output = launch.output
    errors = launch.errors
    _ = fcntl(output, F_SETFL, 0)
  }

  deinit {
    if !isReaped {
      kill(-pid, SIGKILL)
      _ = RunningProcesses.reap(pid, mark: nil)
    }
    close(output)
    close(errors)
  }

  /// The next bytes; nil at the end.
  public mutating func next() -> [UInt8]? {
    while true {
      let count = read(output, &buffer, buffer.count)
      if count > 0 { return Array(buffer[..<count]) }
      if count < 0, errno == EINTR { continue }
      return nil
    }
  }

  /// Waits for the program's end; its reason where it failed.
  public mutating func finish() -> String? {
    let status = RunningProcesses.reap(pid, mark: nil).status
    isReaped = true
    if status == 0 { return nil }
    let count = max(0, read(errors, &buffer, buffer.count))
    let text = String(decoding: buffer[..<count], as: UTF8.self)
    return text.isEmpty ? "exit status \(status >> 8 & 0xFF)" : text
  }
}
