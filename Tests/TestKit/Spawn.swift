import Glibc

/// Runs a program as the host would: bytes in, bytes out, a chosen environment, a time limit, its own process group.
public struct Spawn: Sendable {
  public struct Result: Sendable {
    public var stdout: [UInt8]
    public var stderr: [UInt8]
    /// The exit code, or 128 plus the signal that ended the program.
    public var exitCode: Int32
    /// Whether the time limit ended it.
    public var timedOut: Bool

    public var output: String { String(decoding: stdout, as: UTF8.self) }
    public var log: String { String(decoding: stderr, as: UTF8.self) }
  }

  public struct Failure: Error, CustomStringConvertible {
    public var description: String

    public init(description: String) { self.description = description }
  }

  public var program: String
  public var arguments: [String]
  public var environment: [String: String]
  /// Seconds until the whole process group is killed.
  public var timeout: Double

  public init(_ program: String, _ arguments: [String] = [], environment: [String: String] = [:], timeout: Double = 20)
  {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.timeout = timeout
  }

  /// A handler or tool of this package, built beside the test bundle.
  public init(built name: String, _ arguments: [String] = [], environment: [String: String] = [:], timeout: Double = 20)
  {
    let directory = CommandLine.arguments[0].split(separator: "/", omittingEmptySubsequences: false).dropLast()
    self.init(
      (directory + [Substring(name)]).joined(separator: "/"), arguments, environment: environment, timeout: timeout)
  }

  /// Runs the program with `stdin` and waits for its end.
  public func run(_ stdin: String = "") throws(Failure) -> Result { try run(Array(stdin.utf8)) }

  /// Runs the program with `stdin` and waits for its end.
  public func run(_ stdin: [UInt8]) throws(Failure) -> Result {
    let child = try start()
    return child.finish(stdin: stdin, timeout: timeout)
  }

  /// Starts the program and returns at once: for races and kills.
  public func start() throws(Failure) -> SpawnedProcess {
    let input = try Self.pipe()
    let output = try Self.pipe()
    let errors = try Self.pipe()
    defer { for end in [input.read, output.write, errors.write] { close(end) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input.read, 0)
    posix_spawn_file_actions_adddup2(&actions, output.write, 1)
    posix_spawn_file_actions_adddup2(&actions, errors.write, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var pid: pid_t = 0
    let status = withCStrings([program] + arguments) { (argv) in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }) { (envp) in
        posix_spawnp(&pid, program, &actions, &attributes, argv, envp)
      }
    }
    guard status == 0 else {
      for end in [input.write, output.read, errors.read] { close(end) }
      throw Failure(description: "cannot start \(program): \(String(cString: strerror(status)))")
    }
    return SpawnedProcess(pid: pid, input: input.write, output: output.read, errors: errors.read)
  }

  private static func pipe() throws(Failure) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else { throw Failure(description: "no pipe: \(String(cString: strerror(errno)))") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private func withCStrings<Value>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
