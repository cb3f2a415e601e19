import Domain
import FunctionContract
import Glibc
import JSON

/// One handler in `--stream` mode: an event a line in, a reply a line out (docs/architecture.md).
struct WarmHandler: ~Copyable {
  private var process: ChildProcess

  init(_ executable: Executable, log: @escaping @Sendable (String) -> Void) throws(LaunchError) {
    process = try ChildProcess(executable, log: log)
  }

  /// Whether the process waits for another event: what it has said beyond a reply would be taken for the next one's.
  var isReady: Bool { process.isSilent() }

  /// Handles events that are there together, each on a line, and tells whether the process is ready for others.
  ///
  /// Where the process ends before it has answered all of them, each that has no answer ended with it.
  mutating func handle(_ events: [[UInt8]], within time: Instant.Span) -> (outcomes: [Outcome], isReady: Bool) {
    let start = Monotonic.now
    process.startInvocation()
    for event in events {
      process.write(event)
      process.write(CollectionOfOne(0x0A))
    }
    var outcomes: [Outcome] = []
    while outcomes.count < events.count {
      let ended = process.pump(until: start + time, stopAtLine: true)
      guard ended == .line else {
        let (end, peakMemory) = process.end()
        let outcome = Outcome(
          end: Outcome.End(ended, Self.withoutReply(end)), output: process.output, logTail: process.log.tail,
          duration: Monotonic.now - start, peakMemory: peakMemory)
        return (outcomes + Array(repeating: outcome, count: events.count - outcomes.count), false)
      }
      let line = process.takeLine(isLast: outcomes.count == events.count - 1)
      process.takeLog()
      outcomes.append(Self.outcome(of: line, tail: process.log.tail, duration: Monotonic.now - start))
    }
    return (outcomes, isReady)
  }

  /// A process that ends with code 0 while an event waits for its reply has lost the event.
  private static func withoutReply(_ end: Outcome.End) -> Outcome.End {
    end == .exited(0) ? .exited(ExitCode.software.rawValue) : end
  }

  /// A failed event answers `{"errorType", "errorMessage", "exitCode"}` on its line.
  private static func outcome(of line: [UInt8], tail: String, duration: Instant.Span) -> Outcome {
    var code: Int32 = 0
    if line.starts(with: #"{"errorMessage""#.utf8), let reply = try? JSON.parse(line) {
      let told = reply["exitCode"]?.integer ?? 0
      code = (1...255).contains(told) ? Int32(told) : ExitCode.software.rawValue
    }
    return Outcome(end: .exited(code), output: line, logTail: tail, duration: duration, peakMemory: 0)
  }
}
