import Domain
import FunctionContract
import FunctionHost
import Processes

/// Handles events whose sender does not wait for the end (`Prefer: respond-async`, RFC 7240 §4.1).
///
/// What fails is repeated while that may help, without a worker that waits for it. What is then given up is found again by
/// the next tick: an event carries ids of rows, never the work itself.
final class Carrier: Sendable {
  private struct State {
    /// Events between two attempts.
    var waiting = 0
    var isStopping = false
  }

  private let host: Host
  private let workers: WorkerPool
  private let limit: Int
  private let retry = RetrySchedule.standard
  private let delays = DelayLine()
  private let state = Monitor(State())

  /// `limit` events may wait for their next attempt before further ones are refused.
  init(_ host: Host, _ workers: WorkerPool, limit: Int) {
    self.host = host
    self.workers = workers
    self.limit = limit
  }

  /// Takes `event` to be handled; false where there is no room for it.
  func take(_ event: CloudEvent) -> Bool {
    state.read { $0.waiting < limit } && submit(event, attempt: 1)
  }

  /// Gives up what waits for another attempt, and what fails from now on.
  func stop() {
    state.withLock { $0.isStopping = true }
    delays.close()
  }

  private func submit(_ event: CloudEvent, attempt: Int) -> Bool {
    workers.submit { [self] in
      guard case .failed(let failure) = host.handle(event, attempt: attempt) else { return }
      guard let wait = retry.delay(afterAttempt: attempt, exitCode: failure.exitCode) else {
        return host.giveUp(event, after: attempt)
      }
      state.withLock { $0.waiting += 1 }
      `repeat`(event, attempt: attempt + 1, after: wait)
    }
  }

  /// Submits an event again after `wait`, later where all workers have enough to do by then.
  private func `repeat`(_ event: CloudEvent, attempt: Int, after wait: Instant.Span) {
    delays.add(at: .now + wait) { [self] in
      if state.read({ $0.isStopping }) {
        host.giveUp(event, after: attempt - 1)
      } else if !submit(event, attempt: attempt) {
        return `repeat`(event, attempt: attempt, after: .seconds(1))
      }
      state.withLock { $0.waiting -= 1 }
    }
  }
}
