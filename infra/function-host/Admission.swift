import Domain
import FunctionHost

/// How much work may be in the host at once; what comes beyond is turned away at the door.
final class Admission: Sendable {
  private struct State {
    var inside = 0
    var isClosed = false
  }

  private let limit: Int
  private let state = Monitor(State())

  init(limit: Int) { self.limit = limit }

  /// Runs `work`; nil where the host is full or closing.
  func run<Result>(_ work: () -> Result) -> Result? {
    let isAdmitted = state.withLock { state -> Bool in
      guard state.inside < limit, !state.isClosed else { return false }
      state.inside += 1
      return true
    }
    guard isAdmitted else { return nil }
    defer { state.withLock { $0.inside -= 1 } }
    return work()
  }

  var isClosed: Bool { state.read { $0.isClosed } }

  /// Admits nothing further and waits at most `time` for what is inside; false where some is left.
  func close(within time: Instant.Span) -> Bool {
    state.withLock { $0.isClosed = true }
    return state.wait(until: .now + time) { $0.inside == 0 ? true : nil } ?? false
  }
}
