import Domain
import Foundation
import JSON
import Synchronization
import TestKit

/// Eight ticks and eight senders at once, round after round, over learners who are owed more than the caps allow.
///
/// A round is a day and ten minutes of the schedule's time: what a killed process left behind is settled by the next.
final class CapStorm: Sendable {
  private struct State {
    var announcements: [JSON] = []
    var ticksLeft = 0
  }

  private static let width = 8

  private let school: School
  private let handlers: RandomKills
  private let state = Mutex(State())

  /// `kills` is the share of processes that are killed.
  init(_ school: School, kills: Double) {
    self.school = school
    handlers = RandomKills(school, share: kills)
  }

  /// Processes of one handler killed so far.
  func kills(of handler: String) -> Int { handlers.count(of: handler) }

  /// One round that begins at `start`; returns what went wrong with handlers that were let live.
  func rage(at start: Instant) -> [String] {
    state.withLock { $0.ticksLeft = Self.width }
    let time = start.rfc3339
    return Crowd.run(2 * Self.width) { [self] place in
      if place < Self.width { try tick(at: time) } else { try send(at: time) }
    }
  }

  private func tick(at time: String) throws {
    defer { state.withLock { $0.ticksLeft -= 1 } }
    let reply = try handlers.run("schedule-tick", role: "rekindle_tick", school.event("timer.schedule-tick", at: time))
    // In small pieces, so that every sender has work.
    let announced = (reply?["events"]?.array ?? []).flatMap { $0.pieces(of: 10) }
    state.withLock { $0.announcements += announced }
  }

  /// Sends what is announced until the round's ticks are over and nothing is left.
  private func send(at time: String) throws {
    while true {
      let (next, isOver) = state.withLock { ($0.announcements.popLast(), $0.ticksLeft == 0) }
      guard let next else {
        if isOver { return }
        Thread.sleep(forTimeInterval: 0.005)
        continue
      }
      let (handler, role) = try school.sender(of: next)
      let rest = try handlers.run(handler, role: role, next.with(time: time))?["events"]?.array ?? []
      state.withLock { $0.announcements += rest }
    }
  }
}
