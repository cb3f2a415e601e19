import Domain
import Foundation
import JSON
import Store
import Synchronization
import TestKit

/// Two ticks and two senders at a time over a bus that loses and repeats, with handlers killed at random and learners
/// opting out meanwhile.
///
/// Virtual time runs twenty times as fast, so that leases end within the test.
final class Storm: Sendable {
  private struct State {
    var events: [JSON] = []
    var optOuts = 0
    var failures: [String] = []
    var isOver = false
  }

  private let school: School
  private let handlers: RandomKills
  private let state = Mutex(State())
  private let start = Date()

  /// `passing` are the exit codes of handlers that are to be run again, where more than handlers fails.
  init(school: School, passing: Set<Int32> = []) {
    self.school = school
    handlers = RandomKills(school, share: 0.4, passing: passing)
  }

  var kills: Int { handlers.count }
  var optOuts: Int { state.withLock { $0.optOuts } }
  /// What handlers said that were let live and failed.
  var failures: [String] { state.withLock { $0.failures } }

  /// Rages until `isDone` or for `seconds`.
  func rage(until isDone: () throws -> Bool, atMost seconds: Double) {
    let group = DispatchGroup()
    for work in [tick, tick, send, send, optOut] {
      group.enter()
      Thread.detachNewThread { [self] in
        while !state.withLock({ $0.isOver }) { attempt(work) }
        group.leave()
      }
    }
    while Date().timeIntervalSince(start) < seconds, (try? isDone()) != true { Thread.sleep(forTimeInterval: 0.5) }
    state.withLock { $0.isOver = true }
    group.wait()
  }

  /// One turn of a worker; that a database which is away is not asked is no failure.
  private func attempt(_ work: () throws -> Void) {
    do {
      try work()
    } catch let failure as Spawn.Failure {
      state.withLock { $0.failures.append(failure.description) }
    } catch {}
  }

  private var now: String {
    let virtual = Instant(seconds: 1_795_168_800) + .init(microseconds: Int(Date().timeIntervalSince(start) * 20e6))
    return virtual.rfc3339
  }

  private func tick() throws {
    let event = school.event("timer.schedule-tick", at: now)
    let reply = try handlers.run("schedule-tick", role: "rekindle_tick", event)
    state.withLock { state in
      // In pieces of 25, so that there are many processes to kill.
      for event in (reply?["events"]?.array ?? []).flatMap({ $0.pieces(of: 25) }) {
        let chance = Double.random(in: 0..<1)
        if chance > 0.1 { state.events.append(event) }
        if chance > 0.8 { state.events.append(event) }
      }
      state.events.shuffle()
    }
    Thread.sleep(forTimeInterval: 0.2)
  }

  private func send() throws {
    guard let event = state.withLock({ $0.events.popLast() }) else { return Thread.sleep(forTimeInterval: 0.05) }
    let (handler, role) = try school.sender(of: event)
    let reply = try handlers.run(handler, role: role, event.with(time: now))
    state.withLock { $0.events += reply?["events"]?.array ?? [] }
  }

  /// One learner who was reserved a message says no with the link of that message, to a handler that may be killed.
  private func optOut() throws {
    Thread.sleep(forTimeInterval: 0.4)
    let picked = try school.database.value(
      "select id::text from rekindle.message_deliveries where status in ('scheduled', 'sending') order by random() limit 1"
    )
    guard let delivery = picked.flatMap({ Int($0) }) else { return }
    let click = try school.optOut(of: delivery, at: now)
    let reply = try handlers.run("unsubscribe", role: "rekindle_unsubscribe", click)
    if reply?["statusCode"]?.integer == 200 { state.withLock { $0.optOuts += 1 } }
  }
}
