import Domain
import Foundation
import JSON
import TestKit
import Testing

/// A row that cannot be worked on is set aside with its reason and never stops the others (docs/correctness.md).
@Suite(.database) struct PoisonTests {
  @Test func aTickReservesForTheHealthyWhateverTheOtherRowsHold() throws {
    let test = try TestDatabase.current()
    let now = try #require(Instant(rfc3339: "2026-11-20T02:00:00Z"))
    let poisons = [
      "steps = '{\"occurrences\": 1}'", "steps = '[1, 2]'", "steps = '[{\"slot\": null, \"occurrences\": 1}]'",
      "steps = '[{\"occurrences\": 40000, \"delay\": -24192000000000000}, {\"occurrences\": 0}]'",
      "steps = '[{\"occurrences\": 2147483647}, {\"occurrences\": 0}]'",
      "steps = '[{\"occurrences\": 9223372036854775807}]'", "steps = '[{\"occurrences\": -1}]'",
      "steps = '[{\"occurrences\": 0, \"delay\": 9223372036854775807}]'",
      "shift = '1 month'", "shift = '-2147483648 days'", "shift = '9223372036854775807 microseconds'",
      "next_due_at = '-infinity'", "anchor_at = 'infinity'", "last_activity_at = '-infinity'", "version = 99",
    ]
    let learners = 1...(poisons.count + 3)
    try test.insert([.course(1)])
    for learner in learners {
      try test.insert(
        .learner(learner), .takes(learner, 1, since: now - .days(20)),
        .activity(of: learner, in: 1, at: now - .days(5)))
    }
    try run("publish", "rekindle_owner", "deploy.publish", "2026-11-01T00:00:00Z")
    try run("detect", "rekindle_detect", "timer.detect", "2026-11-20T02:00:00Z")
    #expect(try test.count("select count(*) from rekindle.campaign_enrollments") == learners.count)
    for (learner, poison) in zip(learners, poisons) {
      try test.run("update rekindle.campaign_enrollments set \(poison) where user_id = \(learner)")
    }
    try run("schedule-tick", "rekindle_tick", "timer.schedule-tick", "2026-11-20T04:00:00Z")
    let reserved = try test.rows(
      "select user_id::text from rekindle.message_deliveries where status = 'scheduled' order by user_id")
    for learner in learners.suffix(3) { #expect(reserved.contains(["\(learner)"])) }
    let stuck = try test.rows(
      """
      select e.user_id::text from rekindle.campaign_enrollments e
       where e.status = 'active' and e.next_due_at <= '2026-11-20T04:00:00Z'
      """)
    #expect(stuck == [], "every bad row is worked on or parked, so that the next tick does not meet it again")
    let parked = try test.count("select count(*) from rekindle.campaign_enrollments where defer_reason = 'parked'")
    #expect(parked > 0)
    #expect(try test.count("select count(*) from rekindle.anomalies where kind = 'poison'") == parked)
    try test.run("update rekindle.campaign_enrollments set steps = '[]', version = 1 where user_id in (1, 2, 15)")
    try run("schedule-tick", "rekindle_tick", "timer.schedule-tick", "2026-11-20T10:30:00Z")
    let back = try test.rows(
      """
      select e.user_id::text, e.defer_reason, a.resolved_at is not null from rekindle.campaign_enrollments e
        join rekindle.anomalies a on a.enrollment_id = e.id where e.user_id in (1, 2, 15) order by e.user_id
      """)
    #expect(back.map { $0[2] } == ["t", "t", "t"], "what is right again comes back by itself: \(back)")
    #expect(
      try test.count("select count(*) from rekindle.anomalies where kind = 'poison'") == parked, "each is told once")
  }

  private func run(_ handler: String, _ role: String, _ type: String, _ time: String) throws {
    let path = PackageFolder.url.appending(path: "campaigns/course-completion").path
    let event: JSON = [
      "specversion": "1.0", "id": "1", "source": "/test", "type": .string(type), "time": .string(time),
      "data": type == "deploy.publish" ? ["path": .string(path)] : [:],
    ]
    let environment = [
      "DATABASE_URL": try TestDatabase.current().url(role: role), "REKINDLE_CLOCK": "event",
      "REKINDLE_LINK_HOSTS": "learn.example.org",
    ]
    let result = try Spawn(built: handler, environment: environment).run(event.bytes)
    try #require(result.exitCode == 0, "\(handler): \(result.output)")
  }
}
