import Domain
import JSON
import Store
import TestKit
import Testing

/// The rolling window between the ledger and a slow provider.
@Suite(.database, .timeLimit(.minutes(20)))
struct SendingTests {
  /// A provider that answers after a while, and how many messages may be claimed and unrecorded at a time.
  struct Case: Sendable {
    let learners: Int
    let concurrency: Int
    let open: ClosedRange<Int>
  }

  @Test(arguments: [
    Case(learners: 300, concurrency: 100, open: 51...150), Case(learners: 60, concurrency: 10, open: 2...20),
  ])
  func chunksAreClaimedWhileOthersAreOnTheWireAndNoMoreOfThemThanTheWireTakes(example: Case) throws {
    let database = try TestDatabase.current()
    let school = try School(sinkOptions: ["--latency", "300ms"], concurrency: example.concurrency)
    try database.run(
      """
      insert into lms.courses (course_id, name, starts_on, ends_on, url)
      values (1, 'Reading an ECG', '2026-09-01', '2027-06-30', 'https://learn.example/courses/1');
      insert into lms.users (user_id, first_name, email, timezone)
      select i, 'First', 'learner' || i || '@learn.example', 'UTC' from generate_series(1, \(example.learners)) i;
      insert into lms.user_activities (user_id, course_id, activity_date, activity_type)
      select i, 1, '2026-11-15T09:00:00Z', 'course_page_view' from generate_series(1, \(example.learners)) i;
      """)
    try school.run("detect", role: "rekindle_detect", school.event("timer.detect", at: "2026-11-20T08:00:00Z"))
    let tick = try school.run(
      "schedule-tick", role: "rekindle_tick", school.event("timer.schedule-tick", at: "2026-11-20T10:00:00Z"))
    var sent = 0
    for event in try JSON.parse(tick.stdout)["events"]?.array ?? [] {
      let reply = try school.run("send-email", role: "rekindle_send_email", event)
      sent += try JSON.parse(reply.stdout)["result"]?["sent"]?.integer ?? 0
    }
    #expect(sent == example.learners)
    #expect(try Set(school.accepted()).count == example.learners)
    let open = try database.count(
      """
      select max(n) from (
        select (select count(*) from rekindle.delivery_attempts b
                 where b.claimed_at <= a.claimed_at and b.finished_at > a.claimed_at) as n
          from (select distinct claimed_at from rekindle.delivery_attempts) a) x
      """)
    #expect(example.open.contains(open), "\(open) messages were claimed and unrecorded at once")
  }
}
