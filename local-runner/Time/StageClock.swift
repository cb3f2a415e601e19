import Domain
import FunctionContract
import FunctionHost
import Processes

/// The time of a stage: the wall clock, ahead of it by what was leapt over, or standing still between the stops of a
/// time lapse.
final class StageClock: Sendable {
  private struct State {
    var ahead: Instant.Span
    var stop: Instant?
  }

  private let state: Monitor<State>

  /// A clock that goes, so far ahead of the wall clock.
  init(ahead: Instant.Span) { state = Monitor(State(ahead: ahead, stop: nil)) }

  /// A clock that stands still.
  init(standingAt stop: Instant) { state = Monitor(State(ahead: .seconds(0), stop: stop)) }

  var now: Instant { state.read { $0.stop ?? WallClock.now + $0.ahead } }

  /// How far the clock is before the wall clock.
  var ahead: Instant.Span { now - WallClock.now }

  /// Lets time stand still at an instant.
  func stand(at stop: Instant) { state.withLock { $0.stop = stop } }

  /// Lets time go on from where it stands.
  func go() {
    state.withLock { state in
      guard let stop = state.stop else { return }
      state = State(ahead: stop - WallClock.now, stop: nil)
    }
  }
}
