import JSON
import Store
import TestKit
import Testing

/// Who is reminded of what they owe, and what the reminder knows.
///
/// Holds REQ-1-26, REQ-1-49, X-43.
@Suite(.database) struct AssignmentDueTests {
  /// Assignment 8 of course 1, due on 1 December at 18:29 UTC, and learners 1 to `count` who take the course.
  private func assignment(_ count: Int, on database: TestDatabase) throws {
    try database.insert(.course(1, name: "Care"))
    for learner in 1...count { try database.insert(.learner(learner, zone: "Asia/Kolkata")) }
    try database.run(
      """
      insert into lms_data.assignments values (8, 1, 'A case', '2026-12-01T18:29:00Z', null, 'https://learn.example.org/a/8');
      insert into lms_data.course_enrolments select u, 1, '2026-11-01Z', null from generate_series(1, \(count)) u
      """)
  }

  @Test func whoTakesTheCourseAndHasNotHandedInEnters() throws {
    let campaign = try PublishedCampaign("assignment-due")
    try assignment(5, on: campaign.database)
    try campaign.database.run(
      """
      insert into lms_data.submissions values (8, 2, '2026-11-29T12:00:00Z');
      update lms_data.course_enrolments set unenrolled_at = '2026-11-28Z' where user_id = 3;
      update lms_data.course_enrolments set enrolled_at = '2026-11-30T12:00:00Z' where user_id = 4;
      update lms_data.users set is_active = false where user_id = 5
      """)
    #expect(try campaign.segment(at: "2026-11-27T18:28:00Z") == [], "that is more than four days ahead")
    #expect(try campaign.segment(at: "2026-11-27T18:29:00Z") == ["1/8", "2/8", "3/8"])
    #expect(try campaign.segment(at: "2026-11-30T12:00:00Z") == ["1/8", "4/8"])
    #expect(try campaign.segment(at: "2026-12-01T18:29:00Z") == [])
    try campaign.database.run("update lms_data.assignments set cancelled_at = '2026-11-30T12:00:00Z'")
    #expect(try campaign.segment(at: "2026-11-30T12:00:00Z") == [])
  }

  @Test func itIsDueByTheLearnersClock() throws {
    let campaign = try PublishedCampaign("assignment-due")
    try assignment(1, on: campaign.database)
    let known = try #require(try campaign.context(1, 8, at: "2026-11-30T12:00:00Z"))
    #expect(known["due_when"] == "tomorrow" && known["due_time"] == "23:59" && known["due_weekday"] == "Tuesday")
    #expect(known["course_name"] == "Care" && known["submit_link"] == "https://learn.example.org/a/8")
    #expect(try campaign.context(1, 8, at: "2026-11-29T18:29:00Z")?["due_when"] == "on Tuesday 1 December")
    try campaign.database.run("update lms_data.assignments set due_at = '2026-12-01T18:30:00Z', url = null")
    let midnight = try #require(try campaign.context(1, 8, at: "2026-11-30T12:00:00Z"))
    #expect(midnight["due_day"] == "Tuesday 1 December" && midnight["due_time"] == "24:00", "not on Wednesday at 00:00")
    #expect(
      try campaign.context(1, 8, at: "2026-11-30T12:00:00Z")?["submit_link"] == "https://learn.example.org/courses/1")
  }

  @Test func nothingIsSaidOfWhatIsNoLongerAskedForOrOfACourseThatWasLeft() throws {
    let campaign = try PublishedCampaign("assignment-due")
    try assignment(1, on: campaign.database)
    try campaign.database.run("update lms_data.course_enrolments set unenrolled_at = '2026-11-30T12:00:00Z'")
    #expect(try campaign.context(1, 8, at: "2026-11-30T11:59:00Z") != nil)
    #expect(try campaign.context(1, 8, at: "2026-11-30T12:00:00Z") == nil)
    try campaign.database.run(
      """
      update lms_data.course_enrolments set unenrolled_at = null;
      update lms_data.assignments set cancelled_at = '2026-11-30T12:00:00Z'
      """)
    #expect(try campaign.context(1, 8, at: "2026-11-30T12:00:00Z") == nil)
    #expect(try campaign.state(1, 8, at: "2026-11-30T12:00:00Z") == nil)
  }

  @Test func handingInIsTheGoalOfWhoHandsIn() throws {
    let campaign = try PublishedCampaign("assignment-due")
    try assignment(2, on: campaign.database)
    try campaign.database.run("insert into lms_data.submissions values (8, 1, '2026-12-01T18:00:00Z')")
    #expect(try campaign.goal(1, 8, at: "2026-12-01T17:59:00Z") == nil)
    #expect(try campaign.goal(1, 8, at: "2026-12-01T18:00:00Z") == "2026-12-01 18:00")
    #expect(try campaign.goal(2, 8, at: "2026-12-02T00:00:00Z") == nil)
  }
}
