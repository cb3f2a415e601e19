import JSON
import TestKit
import Testing

/// A thousand learners of whom every tenth has something that keeps a message from them: all others are served, and of each
/// of the hundred the ledger says why.
@Suite(.database, .timeLimit(.minutes(20)))
struct ThousandLearnersTests {
  /// By the last two digits of a learner's id: what is wrong, and what became of the email.
  private static let wrong: [(residue: Int, change: String, fate: String)] = [
    (0, "email = 'learner' || user_id || ' at learn.example'", "skipped invalid_address"),
    (10, "email = null, phone_number = null", "skipped no_address"),
    (20, "is_active = false", "none"),
    (30, "first_name = null", "skipped missing_variable"),
  ]
  /// Courses by the last two digits of their learners' ids.
  private static let courses: [(residue: Int, values: String, fate: String)] = [
    (40, "repeat('Long ', 400), 8, '2026-01-01', '2027-12-31', 'https://learn.example/c'", "skipped too_long"),
    (50, "'Links away', 8, '2026-01-01', '2027-12-31', 'https://elsewhere.example/c'", "skipped refused_link"),
    (60, "'Without a link', 8, '2026-01-01', '2027-12-31', null", "skipped missing_variable"),
    (70, "'Over', 8, '2026-01-01', '2026-06-30', 'https://learn.example/c'", "none"),
    (80, "'Without modules', null, '2026-01-01', '2027-12-31', 'https://learn.example/c'", "sent"),
  ]
  /// Odd, and no reason to leave anybody out.
  private static let odd = """
    update lms_data.users set timezone = 'Mars/Olympus' where user_id % 10 = 1;
    update lms_data.users set email = ' ' || email || E'\\t' where user_id % 10 = 2;
    update lms_data.users set first_name = E'Zoë\\r\\nBcc: x@y.example' where user_id % 10 = 3;
    update lms_data.users set phone_number = '07700 900' || lpad(user_id::text, 3, '0'), region = 'GB' where user_id % 10 = 4;
    update lms_data.users set timezone = null, last_name = '' where user_id % 10 = 5;
    """

  @Test func everybodyIsServedOrAccountedFor() throws {
    let school = try School(concurrency: 200)
    let database = school.database
    try admit(school)
    try school.detect(at: "2026-11-20T08:00:00Z")
    for announcement in try school.tick(at: "2026-11-20T12:00:00Z") { try school.send(announcement) }

    let wanted = Self.wrong.map { ($0.residue, $0.fate) } + Self.courses.map { ($0.residue, $0.fate) } + [(90, "none")]
    for (residue, fate) in wanted {
      let found = try fates(residue, database)
      #expect(found == [fate], "learners whose ids end with \(residue)")
    }
    #expect(
      try database.rows(
        "select status, reason from rekindle.message_deliveries where user_id % 10 > 0 and (status <> 'sent' or reason is not null)"
      )
        == [])
    let accepted = try school.accepted()
    #expect(Set(accepted).count == 910, "those of courses without modules, too")
    #expect(accepted.count == 910)
    #expect(try database.count("select count(*) from rekindle.anomalies") == 0)
    #expect(try database.rows("select rule, n::text from rekindle.violations") == [])
  }

  private func admit(_ school: School) throws {
    try school.admit(1...1000, lastSeen: "2026-11-15T09:00:00Z")
    try school.database.run(Self.odd)
    for (residue, change, _) in Self.wrong {
      try school.database.run("update lms_data.users set \(change) where user_id % 100 = \(residue)")
    }
    for (residue, values, _) in Self.courses {
      try school.database.run(
        """
        insert into lms_data.courses (course_id, name, total_modules, starts_on, ends_on, url) values (\(residue), \(values));
        update lms_data.user_activities set course_id = \(residue) where user_id % 100 = \(residue);
        """)
    }
    try school.database.run(
      """
      insert into rekindle.suppressions (user_id, channel, scope, reason, source, opt_outs, created_at)
      select i, 'all', 'all', 'opt_out', 'support_request', 1, '2026-11-01' from generate_series(90, 1000, 100) i;
      """)
  }

  /// What became of the learners with these last digits: status and reason of their emails, `none` where there is none.
  private func fates(_ residue: Int, _ database: TestDatabase) throws -> Set<String> {
    let rows = try database.rows(
      """
      select coalesce(d.status || coalesce(' ' || d.reason, ''), 'none') from generate_series(1, 1000) i
        left join rekindle.message_deliveries d on d.user_id = i and d.channel = 'email'
       where i % 100 = \(residue)
      """)
    return Set(rows.compactMap { $0[0] })
  }
}
