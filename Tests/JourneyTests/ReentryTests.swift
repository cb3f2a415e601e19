import Domain
import JSON
import Store
import TestKit
import Testing

/// Who may enter a campaign again (X-08: only after new activity, and only once the wait is over).
@Suite(.database, .timeLimit(.minutes(20)))
struct ReentryTests {
  @Test
  func aLearnerEntersAgainOnlyAfterTheWaitAndOnlyAfterHavingComeBackInBetween() throws {
    let database = try TestDatabase.current()
    let school = try School()
    try database.run(
      """
      insert into lms.courses (course_id, name, starts_on, ends_on, url)
      values (1, 'Reading an ECG', '2026-01-01', '2027-12-31', 'https://learn.example/courses/1');
      insert into lms.users (user_id, first_name, email, timezone) select i, 'A', i || '@learn.example', 'UTC' from generate_series(1, 4) i;
      insert into lms.user_activities (user_id, course_id, activity_date, activity_type)
      select i, 1, '2026-06-01T09:00:00Z', 'course_page_view' from generate_series(1, 4) i;
      """)
    #expect(try detect(school, at: "2026-06-10T08:00:00Z") == 4)
    #expect(try detect(school, at: "2026-06-11T08:00:00Z") == 0, "a running episode is not opened twice")
    // 1 stays live; 2, 3 and 4 are over since the 15th; 2 and 4 come back once more, 4 too recently for the wait.
    try database.run(
      """
      update rekindle.campaign_enrollments set status = 'exhausted', end_reason = 'used_up', next_due_at = null,
             ended_at = case user_id when 4 then timestamptz '2026-07-14Z' else '2026-06-15Z' end where user_id > 1;
      insert into lms.user_activities (user_id, course_id, activity_date, activity_type)
      select i, 1, '2026-07-12T09:00:00Z', 'course_page_view' from unnest(array[1, 2, 4]) i;
      """)
    #expect(try detect(school, at: "2026-07-20T08:00:00Z") == 1)
    #expect(
      try database.rows("select user_id::text, episode::text from rekindle.campaign_enrollments where episode > 1")
        == [["2", "2"]])
  }

  private func detect(_ school: School, at time: String) throws -> Int? {
    let result = try school.run("detect", role: "rekindle_detect", school.event("timer.detect", at: time))
    return try JSON.parse(result.stdout)["result"]?["enrolled"]?.integer
  }
}
