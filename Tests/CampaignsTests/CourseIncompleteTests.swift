import JSON
import Store
import TestKit
import Testing

/// Holds REQ-4-18, REQ-4-21, REQ-4-25, X-07, X-33, X-70, X-71, X-72, X-73, X-74.
@Suite(.database) struct CourseIncompleteTests {
  private static let noon = "2026-11-29T12:00:00Z"

  /// Learner and course of one number, last active so many days ago.
  private func pair(_ id: Int, quiet days: Int, on database: TestDatabase) throws {
    try database.insert(.learner(id, zone: "UTC"), .course(id, name: "Course \(id)"))
    try active(id, daysAgo: days, on: database)
  }

  private func active(_ id: Int, daysAgo: Int, type: String = "lesson", on database: TestDatabase) throws {
    try database.run(
      """
      insert into lms_data.user_activities
      values (\(id), \(id), timestamptz '\(Self.noon)' - interval '\(daysAgo) days', '\(type)')
      """)
  }

  @Test func whoLeftACourseUnfinishedAMonthOrTwoAgoEnters() throws {
    let campaign = try PublishedCampaign("course-incomplete")
    let database = campaign.database
    for (id, days) in [
      (1, 30), (2, 29), (3, 60), (4, 61), (5, 40), (6, 40), (7, 40), (8, 40), (9, 40), (10, 40), (11, 40),
    ] {
      try pair(id, quiet: days, on: database)
    }
    try active(5, daysAgo: 3, on: database)
    try active(11, daysAgo: 3, type: "enrolled", on: database)
    try database.run(
      """
      insert into lms_data.user_course_progress (user_id, course_id, completion_percentage, completed_at)
      values (6, 6, 100, null), (7, 7, 90, '2026-11-30Z'), (10, 10, 100, '2026-11-28Z');
      insert into lms_data.course_enrolments values (8, 8, '2026-01-01Z', '2026-11-01Z');
      insert into lms_data.course_access values (9, 9, '2026-11-29T11:00:00Z'), (1, 1, '2026-11-29T13:00:00Z');
      """)
    #expect(try campaign.segment(at: Self.noon) == ["1/1", "3/3", "7/7", "11/11"])
    try database.run("update lms_data.courses set ends_on = '2026-11-28' where course_id = 3")
    #expect(try campaign.segment(at: Self.noon) == ["1/1", "7/7", "11/11"])
  }

  @Test func completionIsTheGoalFromItsMomentOn() throws {
    let campaign = try PublishedCampaign("course-incomplete")
    try campaign.database.run(
      "insert into lms_data.user_course_progress values (1, 1, 100, 10, '2026-11-20Z', '2026-11-20T10:00:00Z')")
    #expect(try campaign.goal(1, 1, at: "2026-11-20T09:59:00Z") == nil)
    #expect(try campaign.goal(1, 1, at: Self.noon) == "2026-11-20 10:00")
  }

  @Test func theListOfModulesStandsOnlyWhereItIsAsLongAsTheCount() throws {
    let campaign = try PublishedCampaign("course-incomplete")
    try pair(1, quiet: 40, on: campaign.database)
    try campaign.database.insert(.progress(of: 1, in: 1, percent: 62.9, modules: 2))
    try campaign.database.run(
      """
      update lms_data.courses set total_modules = 4;
      insert into lms_data.course_modules values (1, 1, 'One', 20, null), (1, 2, 'Two', 20, null), (1, 3, 'Three', 65, E'a\\nb'),
        (1, 4, 'Four', null, null)
      """)
    let unsure = try #require(try campaign.context(1, 1, at: Self.noon))
    #expect(unsure["remaining_modules_count"] == 2 && unsure["has_module_list"] == false)
    #expect(unsure["remaining_modules"] == .null && unsure["estimated_time"] == .null)
    #expect(unsure["completion_percentage"] == 62)
    try campaign.database.run(
      "insert into lms_data.module_completions values (1, 1, 1, '2026-10-01Z', 30), (1, 1, 2, '2026-10-02Z', 45)")
    let sure = try #require(try campaign.context(1, 1, at: Self.noon))
    #expect(sure["remaining_modules"]?.array?.map { $0["module_name"] } == ["Three", "Four"])
    #expect(sure["next_module"] == "Three" && sure["estimated_time"] == "1 hour 5 minutes")
    #expect(sure["time_spent"] == "1 hour 15 minutes")
    #expect(sure["upcoming_content"]?.array?.first?["key_learnings"] == ["a", "b"])
  }

  @Test func anEndOfAccessIsSaidWhileItLiesAheadAndThereIsNothingToWriteAfterIt() throws {
    let campaign = try PublishedCampaign("course-incomplete")
    try pair(1, quiet: 40, on: campaign.database)
    #expect(try campaign.context(1, 1, at: Self.noon)?["has_expiry"] == false)
    try campaign.database.run("insert into lms_data.course_access values (1, 1, '2026-11-30T09:00:00Z')")
    let last = try #require(try campaign.context(1, 1, at: Self.noon))
    #expect(
      last["days_remaining"] == 1 && last["one_day_remaining"] == true && last["expiry_date"] == "30 November 2026")
    #expect(try campaign.context(1, 1, at: "2026-11-30T08:00:00Z")?["has_expiry"] == false)
    #expect(try campaign.context(1, 1, at: "2026-11-30T09:00:00Z") == nil)
  }

  @Test func figuresCountFromFiveOnAndAreAWeekOldAtMost() throws {
    let campaign = try PublishedCampaign("course-incomplete")
    try pair(1, quiet: 40, on: campaign.database)
    try campaign.database.run("insert into lms_data.course_figures values (1, '2026-11-22', 4, 5, 60.9, 4.5, 4)")
    let known = try #require(try campaign.context(1, 1, at: Self.noon))
    #expect(known["has_completed_count_7d"] == false && known["completed_count_7d"] == .null)
    #expect(known["completed_count_30d"] == 5 && known["course_completion_rate"] == 60)
    #expect(known["has_course_rating"] == false)
    #expect(try campaign.context(1, 1, at: "2026-11-30T12:00:00Z")?["has_completed_count_30d"] == false)
  }

  @Test func aColleagueIsNamedOnlyWhileTheyAgree() throws {
    let campaign = try PublishedCampaign("course-incomplete")
    try pair(1, quiet: 40, on: campaign.database)
    try campaign.database.run(
      """
      insert into lms_data.testimonials values (1, 'course', 1, 'No Consent', null, null, 'x', null, null),
        (2, 'course', 1, 'Dr. Ortega', 'cardiology', null, 'Good.', '2026-11-01Z', '2026-11-30Z'),
        (3, 'course', 2, 'Other Course', null, null, 'x', '2026-01-01Z', null)
      """)
    let named = try #require(try campaign.context(1, 1, at: Self.noon))
    #expect(named["peer_name"] == "Dr. Ortega" && named["has_peer_location"] == false)
    #expect(try campaign.context(1, 1, at: "2026-11-30T00:00:00Z")?["has_peer"] == false)
  }
}
