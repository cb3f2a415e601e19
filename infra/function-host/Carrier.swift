import FunctionContract
import FunctionHost

/// Handles events whose sender does not wait for the end (`Prefer: respond-async`, RFC 7240 §4.1).
///
/// What fails is repeated while that may help. What is then given up is found again by the next tick: an event carries
/// ids of rows, never the work itself (DESIGN §3).
final class Carrier: Sendable {
  private let host: Host
  private let retry = RetrySchedule.standard
  private let isStopping = Monitor(false)

  init(_ host: Host) { self.host = host }

  /// Handles `event`, waiting between attempts; returns when it is done or given up.
  func carry(_ event: CloudEvent) {
    for attempt in 1... {
      guard case .failed(let failure) = host.handle(event, attempt: attempt) else { return }
      guard let wait = retry.delay(afterAttempt: attempt, exitCode: failure.exitCode),
        isStopping.wait(until: .now + wait, { $0 ? true : nil }) == nil
      else { return host.giveUp(event, after: attempt) }
    }
  }

  /// Makes no further attempts; one that runs goes on.
  func stop() { isStopping.withLock { $0 = true } }
}
