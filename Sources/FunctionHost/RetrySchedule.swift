public import Domain
import FunctionContract

/// What the host does with an event whose handler failed (docs/deploy/README.md).
public struct RetrySchedule: Sendable {
  /// Waits before the second, third, … attempt.
  public var delays: [Instant.Span]

  public init(delays: [Instant.Span]) { self.delays = delays }

  /// Four more attempts after 1, 4, 16 and 60 seconds.
  public static let standard = RetrySchedule(delays: [.seconds(1), .seconds(4), .seconds(16), .seconds(60)])

  /// The wait before the next attempt; nil where the event is to be parked.
  ///
  /// 69, 70, 75, 124 and death by a signal may pass; 64, 65, 77 and 78 will not.
  public func delay(afterAttempt attempt: Int, exitCode: Int32) -> Instant.Span? {
    let mayPass = ExitCode(rawValue: exitCode)?.isRetryable ?? true
    guard mayPass, attempt >= 1, attempt <= delays.count else { return nil }
    return delays[attempt - 1]
  }
}
