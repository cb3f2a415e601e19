import Domain
import Foundation
import Synchronization

/// A clock that leaps from round to round and runs as fast as the wall's within one.
final class StormClock: Sendable {
  private let rounds = Mutex<[(wall: Instant, virtual: Instant)]>([])

  /// The wall's clock, which providers note.
  static var wall: Instant { Instant(microseconds: Int(Date().timeIntervalSince1970 * 1e6)) }

  /// Leaps to `start`.
  func leap(to start: Instant) { rounds.withLock { $0.append((Self.wall, start)) } }

  var now: Instant { time(of: Self.wall) }

  /// What this clock showed at a moment of the wall's.
  func time(of wall: Instant) -> Instant {
    rounds.withLock { rounds in
      guard let round = rounds.last(where: { $0.wall <= wall }) ?? rounds.first else { return wall }
      return round.virtual + (wall - round.wall)
    }
  }

  /// The round in which a moment of this clock lies.
  func round(of time: Instant) -> Int { rounds.withLock { $0.count { $0.virtual <= time } } }
}
