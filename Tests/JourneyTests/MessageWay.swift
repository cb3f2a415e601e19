import Domain
import JSON
import Store
import TestKit

/// The way of a message, walked by one learner after the other a minute and a half apart: detected, announced, sent, reported as
/// delivered, and answered with an opt-out.
///
/// What a killed handler was given is given again to another, as timers, buses and those who wait for an answer do.
final class MessageWay {
  /// Of a day, so that all of them are in hours in which emails go.
  private static let learnersOfADay = 300

  private let school: School
  private let traced: TracedHandlers
  private var killed: [String: Int] = [:]
  /// How many messages had been accepted when an opt-out was confirmed, by the delivery whose link it was.
  private var noes: [Int: Int] = [:]
  private var reported: Set<Int> = []
  /// The handler that dies on this walk, or whose calls are written down.
  private var chosen: (handler: String, call: SystemCall?)?
  private var written: [SystemCall] = []
  private(set) var learners = 0

  init(_ school: School) {
    self.school = school
    traced = TracedHandlers(school: school)
  }

  func kills(of handler: String) -> Int { killed[handler] ?? 0 }

  /// The system calls that a handler makes on a walk on which nobody is killed.
  func calls(of handler: String) throws -> [SystemCall] {
    for _ in 1...2 { try walk(nil) }
    try walk((handler, nil))
    return written
  }

  func walk(killing handler: String, at call: SystemCall) throws { try walk((handler, call)) }

  /// Rounds in which everybody lives, until what was left on the wire has been looked at.
  func settle() throws {
    for minutes in [5, 20, 40, 60, 80] { try pass(at: now + .minutes(minutes)) }
  }

  /// Deliveries that were accepted after a no of the same learner's had been confirmed.
  func writtenToAfterANo() throws -> [Int] {
    let accepted = try school.accepted()
    let learner = try Dictionary(
      uniqueKeysWithValues: school.database.rows("select id::text, user_id::text from rekindle.message_deliveries")
        .map { ($0[0].flatMap { Int($0) } ?? 0, $0[1] ?? "") })
    return noes.flatMap { no, count in accepted.dropFirst(count).filter { learner[$0] == learner[no] } }
  }

  /// Learners of whose message nobody can say what became of it: neither accepted, nor in doubt after an attempt that was killed; and
  /// whose opt-out or report is not in the ledger.
  func lost() throws -> [String] {
    let accepted = try school.accepted().map(String.init).joined(separator: ",")
    return try school.database.rows(
      """
      select 'no message: ' || u.user_id from lms.users u
       where not exists (
         select from rekindle.message_deliveries d where d.user_id = u.user_id and (d.id = any('{\(accepted)}') or exists (
           select from rekindle.delivery_attempts a where a.delivery_id = d.id and a.outcome is null)))
      union all
      select 'not sent: ' || d.id from rekindle.message_deliveries d
       where d.id = any('{\(accepted)}') and (d.status <> 'sent' or d.delivered_at is null)
      union all
      select 'no no: ' || d.id from rekindle.message_deliveries d
       where d.id = any('{\(noes.keys.map(String.init).joined(separator: ","))}')
         and not exists (select from rekindle.suppressions s where s.user_id = d.user_id)
      union all
      select 'left waiting: ' || d.id from rekindle.message_deliveries d where d.status in ('scheduled', 'sending')
      """
    ).compactMap { $0[0] }
  }

  private var now: Instant {
    Instant(seconds: 1_795_165_200)  // 2026-11-20T09:00:00Z
      + .hours(24) * (learners / Self.learnersOfADay) + .seconds(90) * (learners % Self.learnersOfADay)
  }

  private func walk(_ chosen: (handler: String, call: SystemCall?)?) throws {
    learners += 1
    try school.admit(learners...learners, to: 1...1, lastSeen: (now - .hours(120)).rfc3339)
    self.chosen = chosen
    defer { self.chosen = nil }
    _ = try run("detect", role: "rekindle_detect", school.event("timer.detect", at: now.rfc3339), isRepeated: false)
    try pass(at: now + .seconds(75))
  }

  /// One tick, and what follows from it.
  private func pass(at time: Instant) throws {
    let tick = school.event("timer.schedule-tick", at: time.rfc3339)
    for event in try run("schedule-tick", role: "rekindle_tick", tick, isRepeated: false)?["events"]?.array ?? [] {
      let (handler, role) = try school.sender(of: event)
      _ = try run(handler, role: role, event)
    }
    let accepted = try school.accepted()
    let news = accepted.filter { !reported.contains($0) }
    guard !news.isEmpty else { return }
    let later = time + .seconds(5)
    let events = news.map { school.sendGridEvent("delivered", of: $0, at: later) }
    _ = try run("delivery-webhook", role: "rekindle_webhook", school.sendGrid(events, at: later.rfc3339))
    reported.formUnion(news)
    for delivery in news {
      _ = try run("unsubscribe", role: "rekindle_unsubscribe", school.optOut(of: delivery, at: later.rfc3339))
      noes[delivery] = accepted.count
    }
  }

  /// Runs a handler, which dies once where it is the chosen one; who waits for an answer asks again.
  private func run(_ handler: String, role: String, _ event: JSON, isRepeated: Bool = true) throws -> JSON? {
    if let (name, call) = chosen, name == handler {
      chosen = nil
      guard let call else {
        let (calls, reply) = try traced.calls(of: handler, role: role, event)
        written = calls
        return reply
      }
      if let reply = try traced.run(handler, role: role, event, killedAt: call) { return reply }
      killed[handler, default: 0] += 1
      guard isRepeated else { return nil }
    }
    let result = try school.run(handler, role: role, event)
    guard result.exitCode == 0 else { throw Spawn.Failure(description: result.output + result.log) }
    return try JSON.parse(result.stdout)
  }
}
