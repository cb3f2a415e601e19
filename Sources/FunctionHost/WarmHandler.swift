import Domain
import FunctionContract
import Glibc
import JSON

/// One handler in `--stream` mode: an event a line in, a reply a line out (DESIGN §3).
struct WarmHandler: ~Copyable {
  private var process: ChildProcess
  /// When the last invocation ended.
  private(set) var lastUsed = Monotonic.now
  private(set) var invocations = 0

  init(_ executable: Executable, log: @escaping @Sendable (String) -> Void) throws(LaunchError) {
    process = try ChildProcess(executable, log: log)
  }

  /// Whether the process waits for another event.
  var isAlive: Bool { process.isAlive() }

  /// Handles one event; nil as the second value where the process is gone afterwards.
  mutating func handle(_ event: some Sequence<UInt8>, within time: Instant.Span) -> (outcome: Outcome, survives: Bool) {
    let start = Monotonic.now
    invocations += 1
    process.startInvocation()
    process.write(event)
    process.write(CollectionOfOne(0x0A))
    let ended = process.pump(until: start + time, stopAtLine: true)
    defer { lastUsed = Monotonic.now }
    if ended == .line {
      let line = process.takeLine()
      process.takeLog()
      return (Self.outcome(of: line, tail: process.log.tail, duration: Monotonic.now - start), true)
    }
    let (end, peakMemory) = process.end()
    let outcome = Outcome(
      end: Outcome.End(ended, Self.withoutReply(end)), output: process.output, logTail: process.log.tail,
      duration: Monotonic.now - start, peakMemory: peakMemory)
    return (outcome, false)
  }

  /// A process that ends with code 0 while an event waits for its reply has lost the event.
  private static func withoutReply(_ end: Outcome.End) -> Outcome.End {
    end == .exited(0) ? .exited(ExitCode.software.rawValue) : end
  }

  /// A failed event answers `{"errorType", "errorMessage", "exitCode"}` on its line.
  private static func outcome(of line: [UInt8], tail: String, duration: Instant.Span) -> Outcome {
    var code: Int32 = 0
    if line.starts(with: #"{"errorMessage""#.utf8), let reply = try? JSON.parse(line) {
      code = reply["exitCode"]?.integer.flatMap(Int32.init(exactly:)) ?? ExitCode.software.rawValue
    }
    return Outcome(end: .exited(code), output: line, logTail: tail, duration: duration, peakMemory: 0)
  }
}
