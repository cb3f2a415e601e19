import Foundation
import JSON
import TestKit

/// A moment of a process's life: just before a thread of it makes its `number`th call of this name.
struct SystemCall: Hashable, CustomStringConvertible {
  let name: String
  let number: Int

  var description: String { "\(name) \(number)" }
}

/// Runs handlers under `strace`, which ends them at a system call as SIGKILL from outside would.
struct TracedHandlers {
  private static let program = "/usr/bin/strace"
  private static let options = ["-f", "-qq", "-o"]

  /// Whether there is an `strace`, and it may trace.
  static var isPossible: Bool {
    (try? Spawn(program, options + ["/dev/null", "/bin/true"], environment: [:]).run().exitCode) == 0
  }

  /// Which share of all calls is tried: one in forty, or as `REKINDLE_KILL_EVERY` says.
  private static let every = ProcessInfo.processInfo.environment["REKINDLE_KILL_EVERY"].flatMap { Int($0) } ?? 40

  /// Those of `calls` that are tried: evenly over a process's life, others in each run.
  static func chosen(of calls: [SystemCall]) -> [SystemCall] {
    stride(from: Int.random(in: 0..<every), to: calls.count, by: every).map { calls[$0] }
  }

  let school: School

  /// The calls that a handler makes for an event, in their order, and its reply.
  ///
  /// A name's number is the one that a thread has reached when no other thread is further: as `strace` counts.
  func calls(of handler: String, role: String, _ event: JSON) throws -> (calls: [SystemCall], reply: JSON) {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).strace")
    defer { try? FileManager.default.removeItem(at: file) }
    let run = try spawn(handler, role, [file.path]).run(event.bytes)
    guard run.exitCode == 0 else { throw Spawn.Failure(description: run.output + run.log) }
    return (Self.calls(in: try String(contentsOf: file, encoding: .utf8)), try JSON.parse(run.stdout))
  }

  /// The reply, or nil where the process was killed at the call; it lives where it makes fewer calls than that.
  func run(_ handler: String, role: String, _ event: JSON, killedAt call: SystemCall) throws -> JSON? {
    let options = ["/dev/null", "-e", "inject=\(call.name):signal=SIGKILL:when=\(call.number)"]
    let run = try spawn(handler, role, options).run(event.bytes)
    if run.exitCode == 128 + SIGKILL { return nil }
    guard run.exitCode == 0 else { throw Spawn.Failure(description: "\(handler) at \(call): \(run.output)\(run.log)") }
    return try JSON.parse(run.stdout)
  }

  private func spawn(_ handler: String, _ role: String, _ options: [String]) -> Spawn {
    let built = Spawn(built: handler).program
    return Spawn(Self.program, Self.options + options + [built], environment: school.environment(of: role), timeout: 60)
  }

  /// Lines such as `1234 openat(AT_FDCWD, …) = 3`; what a thread resumes has been counted when it began.
  private static func calls(in journal: String) -> [SystemCall] {
    var numbers: [Substring: [Substring: Int]] = [:]
    var furthest: [Substring: Int] = [:]
    return journal.split(separator: "\n").compactMap { line in
      let thread = line.prefix { $0 != " " }
      let name = line.dropFirst(thread.count).drop { $0 == " " }.prefix { $0 != "(" }
      guard let first = name.first, first.isLetter || first == "_" else { return nil }
      let number = numbers[thread, default: [:]][name, default: 0] + 1
      numbers[thread, default: [:]][name] = number
      guard number > furthest[name, default: 0] else { return nil }
      furthest[name] = number
      return SystemCall(name: String(name), number: number)
    }
  }
}
