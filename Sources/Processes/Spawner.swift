import Domain
import Glibc

/// Runs a program for one event: input to standard input, the reply from standard output.
public struct Spawner: Sendable {
  private let log: @Sendable (String) -> Void

  /// `log` receives every line that a process writes to standard error.
  public init(log: @escaping @Sendable (String) -> Void = { _ in }) { self.log = log }

  /// Runs `executable` to its end within its limits; never waits longer than its wall time.
  public func run(_ executable: Executable, input: some Sequence<UInt8>) -> Outcome {
    let start = Monotonic.now
    var process: ChildProcess
    do throws(LaunchError) {
      process = try ChildProcess(executable, log: log)
    } catch {
      return .unstarted(.notStarted(error.reason))
    }
    process.write(input)
    let event = process.pump(until: start + executable.limits.wallTime, stopAtLine: false)
    let (end, peakMemory) = process.end()
    return Outcome(
      end: Outcome.End(event, end), output: process.output, logTail: process.log.tail,
      duration: Monotonic.now - start, peakMemory: peakMemory)
  }
}

extension Outcome.End {
  /// What the host did wins over how the process then died.
  init(_ event: ChildProcess.Event, _ end: Outcome.End) {
    switch event {
    case .deadline: self = .deadline
    case .outputLimit: self = .outputLimit
    case .exited, .line: self = end
    }
  }
}
