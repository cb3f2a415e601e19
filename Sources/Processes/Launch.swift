import CLinux
import Glibc

/// The host's ends of a fresh process: its own group, clean signals, nothing inherited but three pipes.
struct Launch {
  var pid: pid_t
  /// Readable once the process has ended; -1 where the system has no such descriptor.
  var exit: Int32
  var input: Int32
  var output: Int32
  var errors: Int32
  /// What the process and all that it starts have in their environment.
  var mark: String?

  /// Starts `executable`; the error is the system's reason.
  static func start(_ executable: Executable) throws(LaunchError) -> Launch {
    ignoreBrokenPipes
    let input = try Pipe()
    let output = try Pipe()
    let errors = try Pipe()
    let mark = Orphans.nextMark()
    var pid: pid_t = 0
    var code: Int32 = 0
    RunningProcesses.start {
      code = spawn(executable, mark, &pid, standard: [input.readEnd, output.writeEnd, errors.writeEnd])
      return code == 0 ? pid : nil
    }
    for descriptor in [input.readEnd, output.writeEnd, errors.writeEnd] { close(descriptor) }
    guard code == 0 else {
      for descriptor in [input.writeEnd, output.readEnd, errors.readEnd] { close(descriptor) }
      throw LaunchError(reason: "\(executable.path): \(String(cString: strerror(code)))")
    }
    limit(pid, executable.limits)
    for descriptor in [input.writeEnd, output.readEnd, errors.readEnd] {
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }
    return Launch(
      pid: pid, exit: linux_pidfd_open(pid), input: input.writeEnd, output: output.readEnd, errors: errors.readEnd,
      mark: mark)
  }

  private struct Pipe {
    var readEnd: Int32
    var writeEnd: Int32

    init() throws(LaunchError) {
      var ends: [Int32] = [-1, -1]
      guard pipe2(&ends, O_CLOEXEC) == 0 else { throw LaunchError(reason: "pipe: \(String(cString: strerror(errno)))") }
      readEnd = ends[0]
      writeEnd = ends[1]
    }
  }

  /// A handler that ends without reading must not end the host.
  private static let ignoreBrokenPipes: Void = { signal(SIGPIPE, SIG_IGN) }()

  private static func spawn(
    _ executable: Executable, _ mark: String?, _ pid: inout pid_t, standard: [Int32]
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (target, descriptor) in standard.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(target))
    }
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var all = sigset_t()
    sigfillset(&all)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    let environment = executable.environment.map { "\($0.key)=\($0.value)" } + [mark].compactMap(\.self)
    return withCStrings([executable.path] + executable.arguments) { arguments in
      withCStrings(environment) { variables in
        posix_spawn(&pid, executable.path, &actions, &attributes, arguments, variables)
      }
    }
  }

  /// Limits hold from a moment after the start: the process is still loading then.
  private static func limit(_ pid: pid_t, _ limits: ProcessLimits) {
    _ = linux_limit(pid, linux_limit_core, 0)
    if let memory = limits.memory { _ = linux_limit(pid, linux_limit_data, UInt(memory)) }
  }

  private static func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers = strings.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("an array with an element has a base address") }
      return body(base)
    }
  }
}

/// Why a program could not be started.
public struct LaunchError: Error, Sendable {
  public let reason: String
}
