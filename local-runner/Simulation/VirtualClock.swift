import Domain
import FunctionHost
import Processes

/// The time of a rehearsal: set by hand, read by everything on the stage.
final class VirtualClock: Sendable {
  private let instant: Monitor<Instant>

  init(_ start: Instant) { instant = Monitor(start) }

  var now: Instant { instant.read { $0 } }

  func set(_ time: Instant) { instant.withLock { $0 = time } }
}
