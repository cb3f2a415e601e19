import Domain
import Foundation
import JSON
import Store
import Synchronization
import TestKit
import Testing

/// Promises 1 to 3 under random kills (docs/correctness.md).
@Suite(.database, .timeLimit(.minutes(20)))
struct ChaosTests {
  static let learners = 1000

  @Test
  func aThousandDueRemindersLeaveAtMostOnceEachWhileHandlersAreKilledAtRandom() throws {
    let database = try TestDatabase.current()
    let school = try School()
    try database.run(Self.school)
    try school.run("detect", role: "rekindle_detect", school.event("timer.detect", at: "2026-11-20T08:00:00Z"))
    #expect(try database.count("select count(*) from rekindle.campaign_enrollments") == Self.learners)

    let storm = Storm(school: school)
    storm.rage(until: { try storm.kills > 10 && Self.isDrained(database) }, atMost: 240)
    let accepted = try school.accepted()
    #expect(storm.kills > 10, "a storm without kills shows nothing")
    #expect(try Self.isDrained(database), "the storm ends with the work")
    #expect(Set(accepted).count == accepted.count, "no message leaves twice (promise 1)")

    for start in stride(from: 0, to: accepted.count, by: 250) {
      let part = Array(accepted[start..<min(start + 250, accepted.count)])
      let reply = try school.callback("delivered", of: part, at: "2026-11-20T12:00:00Z")
      #expect(reply.exitCode == 0, "\(reply.log)")
    }
    try school.run(
      "schedule-tick", role: "rekindle_tick", school.event("timer.schedule-tick", at: "2026-11-24T03:00:00Z"))

    let sent = try database.rows("select id from rekindle.message_deliveries where status = 'sent'")
      .compactMap { $0[0].flatMap { Int($0) } }
    #expect(Set(sent) == Set(accepted), "what the ledger calls sent is what the provider took")
    #expect(
      try database.count("select count(*) from rekindle.message_deliveries where delivered_at is not null")
        == accepted.count)
    #expect(
      try database.count(
        """
        select count(*) from rekindle.campaign_enrollments e
         where not exists (select from rekindle.message_deliveries d where d.enrollment_id = e.id)
           and not exists (select from rekindle.suppressions s where s.user_id = e.user_id)
        """) == 0, "every reminder left a row (promise 3)")
    #expect(
      try database.count(
        """
        select count(*) from rekindle.message_deliveries d
         where d.status in ('presumed_sent', 'unknown')
           and not exists (select from rekindle.delivery_attempts a where a.delivery_id = d.id and a.outcome is null)
        """) == 0, "only an attempt that was killed may stay without an answer")
    #expect(try database.rows("select rule, n::text from rekindle.violations") == [])
    #expect(storm.optOuts > 0)
  }

  /// Nothing is waiting or on the wire any more, and every enrolment was looked at.
  private static func isDrained(_ database: TestDatabase) throws -> Bool {
    try database.count(
      """
      select (select count(*) from rekindle.message_deliveries where status in ('scheduled', 'sending'))
           + (select count(*) from rekindle.campaign_enrollments e where e.status = 'active'
                 and not exists (select from rekindle.message_deliveries d where d.enrollment_id = e.id))
      """) == 0
  }

  /// Learners who were last seen five days ago.
  private static let school = """
    insert into lms.courses (course_id, name, total_modules, cpd_points, starts_on, ends_on, url)
    values (1, 'Reading an ECG', 8, 4, '2026-09-01', '2027-06-30', 'https://learn.example/courses/1');
    insert into lms.users (user_id, first_name, last_name, title, email, phone_number, timezone)
    select i, 'First' || i, 'Last' || i, 'Dr.', 'learner' || i || '@learn.example', '+4479' || lpad(i::text, 8, '0'), 'UTC'
      from generate_series(1, \(learners)) i;
    insert into lms.course_enrolments (user_id, course_id, enrolled_at) select i, 1, '2026-09-15' from generate_series(1, \(learners)) i;
    insert into lms.user_course_progress (user_id, course_id, completion_percentage, modules_completed)
    select i, 1, 37.5, 3 from generate_series(1, \(learners)) i;
    insert into lms.user_activities (user_id, course_id, activity_date, activity_type)
    select i, 1, '2026-11-15T09:00:00Z', 'course_page_view' from generate_series(1, \(learners)) i;
    """
}
