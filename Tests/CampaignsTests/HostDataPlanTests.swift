import Foundation
import JSON
import Store
import TestKit
import Testing

/// The queries of the shipped campaigns on 20,000 invented learners: detection reads each table a few times over, and what is
/// about fifty learners reads what is theirs.
@Suite(.database, .timeLimit(.minutes(20))) struct HostDataPlanTests {
  private static let now = "2026-11-27T20:00:00Z"

  @Test(arguments: [
    "aida-agents", "certificate-unclaimed", "course-incomplete", "session-no-show",
    "assignment-due", "payment-pending", "recording-available", "session-reminder",
  ])
  func detectionReadsEachTableAFewTimesOverAndAPageReadsItsOwnRows(slug: String) throws {
    let campaign = try PublishedCampaign(slug)
    let database = campaign.database
    try fill(database)
    let prefix = "rekindle_campaigns.\(slug.replacing("-", with: "_"))_v1_"
    let all = try database.count(
      "select sum(reltuples)::bigint from pg_class where relnamespace = 'lms_data'::regnamespace")
    let (found, read) = try rowsRead(by: "select count(*)::text from \(prefix)segment('\(Self.now)')", database)
    #expect(found > 50, "the segment names learners")
    #expect(read < 2 * all, "\(read) rows read of \(all)")
    for part in ["states", "contexts"] {
      let (answered, rows) = try rowsRead(
        by: """
          select count(*)::text
            from (select array_agg(user_id) as learners, array_agg(subject_id) as subjects
                    from (select user_id, subject_id from \(prefix)segment('\(Self.now)') order by 1, 2 limit 50) s) p
           cross join lateral \(prefix)\(part)('\(Self.now)', p.learners, p.subjects)
          """, database)
      #expect(answered == 50, "\(part)")
      #expect(rows - read < 50 * 400, "\(part) read \(rows - read) rows")
    }
  }

  /// What a query counts, and how many rows it and all that it calls read, in a session of its own: counts of a session add up.
  private func rowsRead(by sql: String, _ database: TestDatabase) throws -> (answer: Int, read: Int) {
    let connection = try database.connect()
    try connection.runScript("begin", named: "begin")
    defer { try? connection.runScript("rollback", named: "rollback") }
    let answer = try connection.texts(sql)[0][0].flatMap { Int($0) } ?? 0
    let read =
      try connection.texts(
        """
        select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::bigint::text from pg_stat_xact_user_tables
         where schemaname = 'lms_data'
        """)[0][0].flatMap { Int($0) } ?? 0
    return (answer, read)
  }

  private func fill(_ database: TestDatabase) throws {
    let script = PackageFolder.url.appending(path: "infra/database/sources/invented.sql")
    try database.run("set statement_timeout = 0; \(try String(contentsOf: script, encoding: .utf8))")
    try database.run(
      """
      set statement_timeout = 0;
      insert into lms_data.users (user_id, first_name, last_name, timezone)
        select n, 'Asha', 'L' || n, (array['Asia/Kolkata', 'America/New_York', null, 'Europe/Paris'])[1 + n % 4]
          from generate_series(1, 20000) n;
      insert into lms_data.courses (course_id, name, total_modules) select n, 'Course ' || n, 10 from generate_series(0, 99) n;
      insert into lms_data.course_enrolments (user_id, course_id, enrolled_at) select n, n % 100, '2026-08-01Z' from generate_series(1, 20000) n;
      insert into lms_data.user_activities
        select n, n % 100, timestamptz '\(Self.now)' - make_interval(days => n % 90 + 7 * k), 'lesson'
          from generate_series(1, 20000) n, generate_series(0, 9) k;
      insert into lms_data.user_course_progress (user_id, course_id, completion_percentage, modules_completed)
        select n, n % 100, 10 * (n % 11), n % 11 from generate_series(1, 20000) n;
      insert into invented.progress select user_id, course_id, '2026-08-20Z', modules_completed, completion_percentage from lms_data.user_course_progress;
      select invented.make('[1,20001)', '2026-09-01', '2027-01-20', 8);
      analyze
      """)
  }
}
