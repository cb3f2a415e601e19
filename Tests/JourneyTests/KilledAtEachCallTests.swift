import Domain
import Foundation
import JSON
import TestKit
import Testing

/// Handlers that are killed at each of their system calls in turn, for a learner of its own each time.
///
/// Every fortieth call here; `scripts/chaos.sh` asks for each (docs/reliability.md).
@Suite(
  .database, .timeLimit(.minutes(120)), .enabled(if: TracedHandlers.isPossible, "strace is missing or may not trace"))
struct KilledAtEachCallTests {
  private static let handlers = ["detect", "schedule-tick", "send-email", "delivery-webhook", "unsubscribe"]

  /// On its way from detection to an opt-out nothing leaves twice, nothing is lost, and a no that was confirmed holds.
  @Test func aMessageLeavesOnceAndIsNeverLostWhereverAHandlerIsKilled() throws {
    let school = try School(
      concurrency: 4, campaigns: [CampaignVariant("at-once", ["after: 1 hour": "after: 1 minute"])])
    let way = MessageWay(school)
    var figures: [String] = []
    for handler in Self.handlers {
      let calls = try TracedHandlers.chosen(of: way.calls(of: handler))
      for call in calls { try way.walk(killing: handler, at: call) }
      figures.append("\(handler) \(way.kills(of: handler)) of \(calls.count)")
      #expect(2 * way.kills(of: handler) > calls.count, "how often a process asks for news, time decides")
    }
    try way.settle()
    print("killed at a system call: \(figures.joined(separator: ", ")); \(way.learners) learners")

    let accepted = try school.accepted()
    #expect(Set(accepted).count == accepted.count, "no message leaves twice")
    #expect(try way.writtenToAfterANo() == [])
    #expect(try way.lost() == [])
    #expect(try school.database.rows("select rule, n::text from rekindle.violations") == [])
  }

  /// Who waits for an answer that does not come asks again with the same words: it counts once.
  @Test(arguments: KilledRequest.all) func aRequestCountsOnceWhereverItsHandlerIsKilled(request: KilledRequest) throws {
    let school = try School(on: .current(), settings: ["REKINDLE_EVENT_SECRETS": "lms:\(School.eventSecret)"])
    let traced = TracedHandlers(school: school)
    try school.admit(1...1, lastSeen: "2026-11-15T09:00:00Z")
    let calls = try traced.calls(of: request.handler, role: request.role, request.event(school, 1)).calls
    let chosen = TracedHandlers.chosen(of: calls)
    try school.admit(2...chosen.count + 1, lastSeen: "2026-11-15T09:00:00Z")
    var kills = 0
    for (place, call) in chosen.enumerated() {
      let event = try request.event(school, place + 2)
      let reply = try traced.run(request.handler, role: request.role, event, killedAt: call)
      if reply == nil { kills += 1 }
      let again = try school.run(request.handler, role: request.role, event)
      #expect(again.exitCode == 0, "\(call): \(again.output)")
    }
    print("killed at a system call: \(request.handler) \(kills) of \(chosen.count)")
    #expect(2 * kills > chosen.count)
    #expect(try school.database.count(request.effect) == chosen.count + 1)
    #expect(try school.database.count(request.twice) == 0)
  }
}
