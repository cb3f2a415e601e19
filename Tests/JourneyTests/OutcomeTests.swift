import Foundation
import JSON
import TestKit
import Testing

/// Whom chance held out, and what became of both sides in the campaign's window.
@Suite(.database, .timeLimit(.minutes(20)))
struct OutcomeTests {
  /// Holds REQ-4-84: sides are written with the enrolment, and everybody who was assigned counts.
  @Test func goalsWithinTheWindowCountOnBothSidesWhateverBecameOfTheEpisode() throws {
    let school = try School(campaigns: [Self.compared])
    let database = school.database
    try school.admit(1...60, lastSeen: "2026-06-25T09:00:00Z")
    try school.detect(at: "2026-06-30T08:00:00Z")
    #expect(try count(database, "true") == 60)
    #expect(
      try count(database, "a.is_held = e.is_holdout and a.held_share = 4000 and a.is_first") == 60)
    let window = try #require(
      try database.value(
        "select distinct extract(day from closes_at - '2026-06-30T08:00:00Z')::int::text from rekindle.assignments"))
    #expect(window == "14")

    // In the window: 1 to 10. After it: 11 to 20. Of the first, 5 had said no before.
    try database.run(
      "update rekindle.campaign_enrollments set status = 'unsubscribed', end_reason = 'opted_out', ended_at = '2026-07-01', next_due_at = null where user_id = 5"
    )
    try finish(1...10, at: "2026-07-05T09:00:00Z", database)
    try school.detect(at: "2026-07-06T08:00:00Z")
    #expect(try judged(school, at: "2026-07-10T03:00:00Z") == 0, "no window has closed")
    try finish(11...20, at: "2026-07-20T09:00:00Z", database)
    #expect(try judged(school, at: "2026-07-21T03:00:00Z") == 60)
    #expect(try judged(school, at: "2026-07-22T03:00:00Z") == 0, "each is judged once")
    #expect(try count(database, "a.reached_at is not null") == 10)
    #expect(try count(database, "a.reached_at is not null and e.user_id = 5") == 1)

    try database.run("delete from rekindle.recipients where user_id = 1")
    #expect(try count(database, "true") == 59, "who is forgotten is no figure any more")
  }

  @Test func aLearnerCountsOnceAndWithoutAHoldoutNobodyDoes() throws {
    let school = try School(campaigns: [Self.compared])
    let database = school.database
    try school.admit(1...20, lastSeen: "2026-06-25T09:00:00Z")
    try school.detect(at: "2026-06-30T08:00:00Z")
    try database.run(
      """
      update rekindle.campaign_enrollments set status = 'exhausted', end_reason = 'used_up', next_due_at = null, ended_at = '2026-07-01';
      insert into lms.user_activities (user_id, course_id, activity_date, activity_type)
      select i, 1, '2026-10-20T09:00:00Z', 'course_page_view' from generate_series(1, 20) i
      """)
    try school.detect(at: "2026-10-30T08:00:00Z")
    #expect(try count(database, "true") == 40)
    #expect(try count(database, "a.is_first") == 20)
    try database.run("delete from rekindle.recipients")
    try school.publish([CampaignVariant("compared")])
    try school.detect(at: "2026-10-31T08:00:00Z")
    #expect(try database.count("select count(*) from rekindle.campaign_enrollments") == 20)
    #expect(try count(database, "true") == 0)
  }

  private static let compared = CampaignVariant(
    "compared", ["holdout: 0%": "holdout: 40%", "goal: goal.sql": "goal: { within: 14 days }"])

  private func judged(_ school: School, at time: String) throws -> Int? {
    let result = try school.run("rollup", role: "rekindle_rollup", school.event("timer.rollup", at: time))
    return try JSON.parse(result.stdout)["result"]?["judged"]?.integer
  }

  private func finish(_ learners: ClosedRange<Int>, at time: String, _ database: TestDatabase) throws {
    try database.run(
      """
      insert into lms.user_course_progress (user_id, course_id, completion_percentage, modules_completed, completed_at)
      select i, 1, 100, 8, '\(time)' from generate_series(\(learners.lowerBound), \(learners.upperBound)) i
      """)
  }

  private func count(_ database: TestDatabase, _ condition: String) throws -> Int {
    try database.count(
      "select count(*) from rekindle.assignments a join rekindle.campaign_enrollments e on e.id = a.enrollment_id where \(condition)"
    )
  }
}
