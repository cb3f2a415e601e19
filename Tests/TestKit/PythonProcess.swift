import Glibc
import Synchronization

/// A Python program in a process of its own, with its output in a pipe.
public final class PythonProcess {
  public static let reason = "python3 is not on this machine"

  /// Whether `python` runs here and has `modules`.
  public static func isAvailable(modules: [String] = [], python: String = "python3") -> Bool {
    let imports = modules.map { "import \($0)\n" }.joined()
    guard let process = try? PythonProcess(imports + "print('ready')", [], python: python) else { return false }
    return process.line() == "ready"
  }

  private let pid: pid_t
  private let output: Int32
  private var isRunning = true

  /// Starts `program` with `arguments`; each `print` of its threads is a line of its own.
  public convenience init(_ program: String, _ arguments: [String], python: String = "python3") throws {
    try self.init(command: [python, "-u", "-c", PythonProcess.wholeLines + program] + arguments)
  }

  /// Python's own `print` writes each value and the line break apart: lines of two threads would mix.
  private static let wholeLines = """
    import builtins as _builtins, sys as _sys
    def _print(*values): _sys.stdout.write(" ".join(map(str, values)) + "\\n")
    _builtins.print = _print

    """

  /// Starts a command, found on the path.
  public init(command: [String]) throws {
    (pid, output) = try PythonProcess.spawning.withLock { _ throws(CannotSpawn) in
      try PythonProcess.spawn(command)
    }
  }

  deinit {
    kill()
    close(output)
  }

  /// The next line of its output, without the line break; nil at its end.
  public func line() -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(output, &byte, 1) == 1 {
      if byte == 0x0A { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// Waits until it has ended; whether it was content.
  public func succeeds() -> Bool {
    while line() != nil {}
    guard isRunning else { return false }
    isRunning = false
    var status: Int32 = 0
    return waitpid(pid, &status, 0) == pid && status == 0
  }

  /// Ends it at once; what it had written stays readable.
  public func kill() {
    guard isRunning else { return }
    isRunning = false
    Glibc.kill(pid, SIGKILL)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
  }

  public struct CannotSpawn: Error {}

  /// Pipes are made and closed to children under one lock, or another child would hold them open.
  private static let spawning = Mutex(())

  private static func spawn(_ arguments: [String]) throws(CannotSpawn) -> (pid_t, Int32) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw CannotSpawn() }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      close(ends[1])
    }
    var texts = arguments.map { strdup($0) } + [nil]
    defer { for text in texts { free(text) } }
    var pid: pid_t = 0
    guard posix_spawnp(&pid, arguments[0], &actions, nil, &texts, environ) == 0 else {
      close(ends[0])
      throw CannotSpawn()
    }
    return (pid, ends[0])
  }
}
