import Foundation
import JSON
import Store
import TestKit
import Testing

/// Transaction pooling (infra/pgbouncer): what a process does in one connection is spread over several that it shares.
@Suite(.database, .enabled(if: Pooler.isPossible, Pooler.needs))
struct PoolerTests {
  private static let learners = 300
  private static let roles = [
    "rekindle_owner", "rekindle_detect", "rekindle_tick", "rekindle_send_email", "rekindle_webhook",
    "rekindle_rollup", "rekindle_cleanup",
  ]

  @Test
  func handlersWorkThroughThePoolerWithMoreProcessesThanConnectionsAtATime() throws {
    let database = try TestDatabase.current()
    let pooler = try Pooler(database, roles: Self.roles)
    let school = try School { pooler.url(role: $0) }
    try database.run(Self.school)
    try school.run("detect", role: "rekindle_detect", school.event("timer.detect", at: "2026-11-20T08:00:00Z"))
    #expect(try database.count("select count(*) from rekindle.campaign_enrollments") == Self.learners)

    let tick = school.event("timer.schedule-tick", at: "2026-11-21T12:00:00Z")
    let ticks = try (0..<6).map { _ in try school.start("schedule-tick", role: "rekindle_tick") }
      .map { try JSON.parse($0.finish(stdin: tick.bytes).stdout) }
    let events = ticks.flatMap { $0["events"]?.array ?? [] }.filter { $0["type"] == "delivery.email.due" }
    let sends = try (events + events).map { (try school.start("send-email", role: "rekindle_send_email"), $0) }
      .map { $0.finish(stdin: $1.bytes) }
    #expect(sends.allSatisfy { $0.exitCode == 0 }, "\(sends.map(\.log))")
    let accepted = try school.accepted()
    #expect(accepted.count == Self.learners)
    #expect(Set(accepted).count == accepted.count, "no message leaves twice")

    #expect(try school.callback("delivered", of: accepted, at: "2026-11-21T12:10:00Z").exitCode == 0)
    for job in ["rollup", "cleanup"] {
      let result = try school.run(
        job, role: "rekindle_\(job)", school.event("timer.\(job)", at: "2026-11-22T03:00:00Z"))
      #expect(result.exitCode == 0, "\(result.log)")
    }
    #expect(
      try database.count("select count(*) from rekindle.message_deliveries where delivered_at is not null")
        == Self.learners)
    #expect(try database.rows("select rule, n::text from rekindle.violations") == [])
  }

  @Test
  func limitsThatThePoolerDropsAreThoseOfTheRole() throws {
    let database = try TestDatabase.current()
    let pooler = try Pooler(database, roles: Self.roles)
    let connection = try Connection(url: pooler.url(role: "rekindle_tick"))
    let shown = try ["timezone", "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"]
      .map { try connection.texts("show \($0)")[0][0] }
    #expect(shown == ["UTC", "30s", "2s", "15s"])
  }

  /// Learners who were last seen five days ago.
  private static let school = """
    insert into lms.courses (course_id, name, total_modules, cpd_points, starts_on, ends_on, url)
    values (1, 'Reading an ECG', 8, 4, '2026-09-01', '2027-06-30', 'https://learn.example/courses/1');
    insert into lms.users (user_id, first_name, last_name, title, email, timezone)
    select i, 'First' || i, 'Last' || i, 'Dr.', 'learner' || i || '@learn.example', 'UTC'
      from generate_series(1, \(learners)) i;
    insert into lms.course_enrolments (user_id, course_id, enrolled_at)
    select i, 1, '2026-09-15' from generate_series(1, \(learners)) i;
    insert into lms.user_course_progress (user_id, course_id, completion_percentage, modules_completed)
    select i, 1, 37.5, 3 from generate_series(1, \(learners)) i;
    insert into lms.user_activities (user_id, course_id, activity_date, activity_type)
    select i, 1, '2026-11-15T09:00:00Z', 'course_page_view' from generate_series(1, \(learners)) i;
    """
}
