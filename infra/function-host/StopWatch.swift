import Domain
import FunctionHost
import Glibc
import Processes

/// Ends a process that serves no port: at once on SIGINT, on SIGTERM when the event in hand is done.
final class StopWatch: Sendable {
  private let isBusy = Monitor(false)

  /// Watches from now on; work may go on for at most `drain` after SIGTERM.
  init(drain: Instant.Span) {
    Thread.start { [isBusy] in
      let signal = StopSignal.wait()
      StopSignal.endAtNext()
      if signal == SIGTERM { _ = isBusy.wait(until: .now + drain) { $0 ? nil : true } }
      exit(128 + signal)
    }
  }

  /// An event is in hand.
  func begin() { isBusy.withLock { $0 = true } }

  /// Its reply is written.
  func end() { isBusy.withLock { $0 = false } }
}
