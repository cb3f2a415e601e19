package import Domain
import FunctionContract

/// The invocation's time, moving on with the real clock: leases and acceptances need the moment, not the start.
package struct SendClock {
  private let start: Instant
  private let wallStart = WallClock.now

  init(_ invocation: Invocation) { start = invocation.now }

  package var now: Instant { start + max(WallClock.now - wallStart, .seconds(0)) }
}
