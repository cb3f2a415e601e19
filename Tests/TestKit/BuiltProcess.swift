public import Foundation
import Glibc

/// One finished run of an executable of this package, with everything it wrote.
public struct BuiltProcess: Sendable {
  /// The exit code, or 128 and the signal's number.
  public let status: Int32
  public let output: [UInt8]
  public let log: [UInt8]

  /// Standard output as text.
  public var outputText: String { String(decoding: output, as: UTF8.self) }
  /// Standard error as text.
  public var logText: String { String(decoding: log, as: UTF8.self) }

  /// The folder of the built executables: that of the test bundle.
  public static var folder: URL { URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent() }

  /// The root of the package, found from this file's place.
  public static var package: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  /// Runs the executable `name` on `input` with exactly `environment`, and kills it after `seconds`.
  public static func run(
    _ name: String, _ arguments: [String] = [], environment: [String: String] = [:], input: [UInt8] = [],
    seconds: Double = 30
  ) throws -> BuiltProcess {
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("rekindle-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let files = ["in", "out", "log"].map { scratch.appendingPathComponent($0) }
    try Data(input).write(to: files[0])
    let pid = try spawn(folder.appendingPathComponent(name).path, arguments, environment, files.map(\.path))
    let status = wait(for: pid, seconds: seconds)
    return BuiltProcess(
      status: status, output: try Array(Data(contentsOf: files[1])), log: try Array(Data(contentsOf: files[2])))
  }

  private static func spawn(
    _ path: String, _ arguments: [String], _ environment: [String: String], _ files: [String]
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, files[0], O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, files[1], O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, files[2], O_WRONLY | O_CREAT, 0o600)
    var argv = ([path] + arguments).map { strdup($0) } + [nil]
    var envp = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, path, &actions, nil, &argv, &envp)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
    return pid
  }

  private static func wait(for pid: pid_t, seconds: Double) -> Int32 {
    let end = Date().addingTimeInterval(seconds)
    var status: Int32 = 0
    while waitpid(pid, &status, WNOHANG) == 0 {
      if Date() > end { kill(pid, SIGKILL) }
      usleep(1000)
    }
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }
}
