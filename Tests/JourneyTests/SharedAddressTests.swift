import JSON
import Store
import TestKit
import Testing

/// Several accounts with one mailbox or number: what one is told, and says, counts for all of them.
@Suite(.database, .timeLimit(.minutes(20)))
struct SharedAddressTests {
  let school: School

  /// Learners 1 and 2 have one mailbox, written differently, and take course 1; learner 3 has one of their own.
  init() throws {
    school = try School()
    try school.admit(1...3, lastSeen: "2026-11-15T09:00:00Z")
    try school.database.run(
      """
      update lms.users set email = 'family@learn.example' where user_id = 1;
      update lms.users set email = 'Family@Learn.example' where user_id = 2;
      """)
  }

  /// A day: detection, and ticks with their mails; returns whom the mails of the day were for.
  private func day(_ date: String) throws -> [Int] {
    let before = try school.database.count("select coalesce(max(id), 0) from rekindle.message_deliveries")
    try school.detect(at: "\(date)T08:00:00Z")
    for minute in ["00", "01", "20"] {
      for announcement in try school.tick(at: "\(date)T10:\(minute):00Z") {
        guard announcement["type"] != "timer.schedule-tick" else { continue }
        try school.send(announcement)
      }
    }
    return try school.database.rows(
      "select user_id::text from rekindle.message_deliveries where id > \(before) and status = 'sent' order by user_id"
    ).compactMap { $0[0].flatMap { Int($0) } }
  }

  @Test func oneMailboxGetsOneMailAboutOneCourse() throws {
    for (date, mails) in [(20, [1, 3]), (21, []), (23, [])] { #expect(try day("2026-11-\(date)") == mails) }
    #expect(
      try school.database.rows("select reason from rekindle.message_deliveries where user_id = 2 and channel = 'email'")
        == [["shared_address"]])
    #expect(try day("2026-11-27") == [1, 3], "and the same account goes on")
    #expect(try school.database.rows("select rule from rekindle.violations") == [])
  }

  @Test func theOtherIsWrittenToWhenTheFirstHasFinished() throws {
    #expect(try day("2026-11-20") == [1, 3])
    try school.database.run(
      """
      insert into lms.user_course_progress (user_id, course_id, completion_percentage, modules_completed, completed_at)
      values (1, 1, 100, 8, '2026-11-22T09:00:00Z')
      """)
    #expect(try day("2026-11-27") == [2, 3])
  }

  @Test func capsCountForTheMailboxOverAllCourses() throws {
    try school.database.run(
      """
      insert into lms.courses (course_id, name, starts_on, ends_on, url)
      select c, 'Course ' || c, '2026-01-01', '2027-12-31', 'https://learn.example/courses/' || c from generate_series(2, 4) c;
      insert into lms.user_activities select 1 + c % 2, c, '2026-11-15T09:00:00Z', 'course_page_view' from generate_series(2, 4) c;
      """)
    var mails: [Int] = []
    for date in 20...23 { mails.append(try day("2026-11-\(date)").filter { $0 < 3 }.count) }
    #expect(mails == [1, 1, 0, 0], "a mail a day for both together; what waited longer than 48 hours is skipped")
  }

  @Test func aSharedNumberIsOneToo() throws {
    try school.database.run(
      "update lms.users set email = 'l' || user_id || '@learn.example'; update lms.users set phone_number = '+447900000001'"
    )
    _ = try day("2026-11-20")
    #expect(
      try school.database.rows("select address_kind, count(*)::text from rekindle.shared_addresses group by 1")
        == [["phone", "3"]])
    #expect(try school.database.count("select count(*) from rekindle.message_deliveries where status = 'sent'") == 3)
  }

  @Test func whoGetsAnAddressOfTheirOwnSharesNoMore() throws {
    _ = try day("2026-11-20")
    try school.database.run("update lms.users set email = 'two@learn.example' where user_id = 2")
    #expect(try day("2026-11-27") == [1, 2, 3])
    #expect(try school.database.count("select count(*) from rekindle.shared_addresses") == 0)
  }

  @Test(arguments: [("complaint", "complained"), ("hard_bounce", "bounced")])
  func whatIsReportedOfAMailboxHoldsForEverybodyWhoHasIt(_ kind: String, _ reason: String) throws {
    #expect(try day("2026-11-20") == [1, 3])
    try school.database.run(
      """
      select rekindle.merge_events('sendgrid', array(select id from rekindle.message_deliveries where user_id = 1 and status = 'sent'),
        '{\(kind)}', '{2026-11-20T11:00Z}', '{""}', '{f}', '{null}', '2026-11-20T11:00Z');
      insert into lms.user_course_progress (user_id, course_id, completion_percentage, modules_completed, completed_at)
      values (1, 1, 100, 8, '2026-11-22T09:00:00Z')
      """)
    #expect(try day("2026-11-27") == [3])
    #expect(
      try school.database.value(
        "select reason from rekindle.message_deliveries where user_id = 2 and channel = 'email' order by id desc limit 1"
      )
        == reason)
  }

  @Test(arguments: ["later", "deleted before"])
  func aNoToEverythingHoldsForAnAccountThatAppearsLater(_ when: String) throws {
    try school.database.run("update lms.users set email = 'two@learn.example' where user_id = 2")
    #expect(try day("2026-11-20") == [1, 2, 3])
    try school.database.run(
      """
      select rekindle.opt_out(id, 'all', 'all', 'email_link', '2026-11-20T12:00Z') from rekindle.message_deliveries where user_id = 1;
      """)
    if when == "deleted before" { try school.database.run("delete from lms.users where user_id = 1") }
    try school.database.run(
      """
      insert into lms.users (user_id, first_name, email, phone_number, timezone)
        values (901, 'Maya', 'FAMILY@learn.example', '+447900000001', 'UTC');
      insert into lms.user_activities values (901, 1, '2026-11-15T09:00:00Z', 'course_page_view')
      """)
    #expect(try day("2026-11-21") == [])
    #expect(try day("2026-11-28") == [2, 3])
    #expect(
      try school.database.count("select count(*) from rekindle.message_deliveries where user_id = 901 and attempt > 0")
        == 0)
  }
}
