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
    var kills = 0
    /// How long the last process of a handler that was let live took.
    var lifetimes: [String: Double] = [:]
    var optOuts = 0
    var isOver = false
  }

  private let school: School
  private let state = Mutex(State())
  private let start = Date()

  init(school: School) { self.school = school }

  var kills: Int { state.withLock { $0.kills } }
  var optOuts: Int { state.withLock { $0.optOuts } }

  /// Rages until `isDone` or for `seconds`.
  func rage(until isDone: () throws -> Bool, atMost seconds: Double) {
    let group = DispatchGroup()
    for work in [tick, tick, send, send, optOut] {
      group.enter()
      Thread.detachNewThread { [self] in
        while !state.withLock({ $0.isOver }) { try? work() }
        group.leave()
      }
    }
    while Date().timeIntervalSince(start) < seconds, (try? isDone()) != true { Thread.sleep(forTimeInterval: 0.5) }
    state.withLock { $0.isOver = true }
    group.wait()
  }

  private var now: String {
    let virtual = Instant(seconds: 1_795_168_800) + .init(microseconds: Int(Date().timeIntervalSince(start) * 20e6))
    return virtual.rfc3339
  }

  private func tick() throws {
    let event = school.event("timer.schedule-tick", at: now)
    let reply = try runOrKill("schedule-tick", role: "rekindle_tick", event)
    state.withLock { state in
      for event in (reply?["events"]?.array ?? []).flatMap(pieces) {
        let chance = Double.random(in: 0..<1)
        if chance > 0.1 { state.events.append(event) }
        if chance > 0.8 { state.events.append(event) }
      }
      state.events.shuffle()
    }
    Thread.sleep(forTimeInterval: 0.2)
  }

  /// An announcement in pieces of 25, so that there are many processes to kill.
  private func pieces(_ event: JSON) -> [JSON] {
    guard event["type"] == "delivery.email.due", case .object(var members) = event,
      let ids = event["data"]?["ids"]?.array
    else { return [] }
    return stride(from: 0, to: ids.count, by: 25).map { start in
      members["data"] = ["ids": .array(Array(ids[start..<min(start + 25, ids.count)]))]
      return .object(members)
    }
  }

  private func send() throws {
    guard let event = state.withLock({ $0.events.popLast() }), case .object(var members) = event else {
      return Thread.sleep(forTimeInterval: 0.05)
    }
    members["time"] = .string(now)
    let reply = try runOrKill("send-email", role: "rekindle_send_email", .object(members))
    state.withLock { $0.events += reply?["events"]?.array ?? [] }
  }

  /// One learner who was reserved a message says no, in the transaction that the opt-out page runs.
  private func optOut() throws {
    Thread.sleep(forTimeInterval: 0.4)
    let picked = try school.database.value(
      "select id::text from rekindle.message_deliveries where status in ('scheduled', 'sending') order by random() limit 1"
    )
    guard let picked else { return }
    let changed = try school.database.rows(
      "select is_new::text from rekindle.opt_out($1::bigint, 'subject', 'all', 'email_link', $2::timestamptz)",
      .text(picked), .text(now), role: "rekindle_unsubscribe")
    if changed == [["true"]] { state.withLock { $0.optOuts += 1 } }
  }

  /// The reply; nil where the process was killed, as two in five are, at a random moment of the time that one takes.
  private func runOrKill(_ handler: String, role: String, _ event: JSON) throws -> JSON? {
    let lifetime = state.withLock { $0.lifetimes[handler] }
    let process = try school.start(handler, role: role)
    let began = Date()
    if let lifetime, Double.random(in: 0..<1) < 0.4 {
      let delay = Double.random(in: 0..<lifetime)
      Thread.detachNewThread {
        Thread.sleep(forTimeInterval: delay)
        process.signal(SIGKILL)
      }
    }
    let result = process.finish(stdin: event.bytes, timeout: 60)
    state.withLock { state in
      if result.exitCode == 128 + SIGKILL {
        state.kills += 1
      } else {
        state.lifetimes[handler] = Date().timeIntervalSince(began)
      }
    }
    return result.exitCode == 0 ? try JSON.parse(result.stdout) : nil
  }
}
