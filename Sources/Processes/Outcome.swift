public import Domain
public import FunctionContract

/// How one invocation of a process ended.
public struct Outcome: Sendable {
  public enum End: Sendable, Equatable {
    case exited(Int32)
    case signalled(Int32)
    /// The wall time passed; the group was killed.
    case deadline
    /// The reply was larger than allowed; the group was killed.
    case outputLimit
    /// The program could not be started.
    case notStarted(String)
  }

  public var end: End
  /// What the process wrote: whole where it exited, as far as it came otherwise.
  public var output: [UInt8]
  /// The last lines of standard error, at most 8 KiB.
  public var logTail: String
  public var duration: Instant.Span
  /// Largest resident size of the process in bytes; 0 where it still lives (warm mode).
  ///
  /// Never less than the host's own size at the start: Linux carries that over into the child (getrusage(2)).
  public var peakMemory: Int

  /// An invocation that never ran.
  package static func unstarted(_ end: End) -> Outcome {
    Outcome(end: end, output: [], logTail: "", duration: Instant.Span(microseconds: 0), peakMemory: 0)
  }

  /// The code by which the host decides: 124 for the deadline, 70 for a flood, 78 where the program cannot
  /// be started, 128 + n for signal n.
  public var exitCode: Int32 {
    switch end {
    case .exited(let code): code
    case .signalled(let signal): 128 + signal
    case .deadline: ExitCode.deadline.rawValue
    case .outputLimit: ExitCode.software.rawValue
    case .notStarted: ExitCode.configuration.rawValue
    }
  }

  /// The end in words for a person.
  public var summary: String {
    switch end {
    case .exited(0): "done"
    case .exited(let code): "exit code \(code)"
    case .signalled(let signal): "killed by signal \(signal)"
    case .deadline: "killed at its deadline"
    case .outputLimit: "killed: its reply was larger than allowed"
    case .notStarted(let reason): "not started: \(reason)"
    }
  }

  /// The failure that the handler told before it exited; it stands in the handler's own log too.
  public var told: HandlerFailure? {
    guard case .exited(let code) = end, code != 0 else { return nil }
    return ReplyDecoder().failure(output, exitCode: ExitCode(rawValue: code) ?? .software)
  }

  /// Why the invocation failed: what the handler told, else what the host saw.
  public var failure: HandlerFailure {
    told
      ?? HandlerFailure(ExitCode(rawValue: exitCode) ?? .software, "Host.\(end.name)", "the handler ended: \(summary)")
  }
}

extension Outcome.End {
  fileprivate var name: String {
    switch self {
    case .exited: "Exited"
    case .signalled: "Killed"
    case .deadline: "Timeout"
    case .outputLimit: "ReplyTooLarge"
    case .notStarted: "NotStarted"
    }
  }
}
