import JSON
import TestKit
import Testing

/// Who of one group has a learner whom two campaigns name.
///
/// Holds X-08.
@Suite(.database, .timeLimit(.minutes(20))) struct PriorityTests {
  private static let exclusive =
    "exclusive: course                  # one running campaign per learner and course in this group"
  private static let longer = CampaignVariant(
    "longer", [exclusive: "exclusive: course\npriority: 1", "inactive_days: 3": "inactive_days: 10"])

  @Test func theHigherCampaignTakesALearnerOverAndWhatTheLowerHadReservedIsNotSent() throws {
    let school = try School(campaigns: [CampaignVariant("weekly"), Self.longer])
    try school.admit(1...3, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    #expect(try episodes(school) == ["1 weekly active", "2 weekly active", "3 weekly active"])
    let reserved = try school.tick(at: "2026-11-20T10:00:00Z")
    try school.database.run(
      "update rekindle.campaign_enrollments set status = 'paused', next_due_at = null where user_id = 2")
    try school.detect(at: "2026-11-26T08:00:00Z")
    let taken = [
      "1 longer active", "1 weekly expired taken_over", "2 weekly paused", "3 longer active",
      "3 weekly expired taken_over",
    ]
    #expect(try episodes(school) == taken)
    for announcement in reserved { try school.send(announcement, at: "2026-11-20T10:05:00Z") }
    #expect(
      try school.database.rows(
        "select status, reason from rekindle.message_deliveries where user_id <> 2 group by 1, 2") == [
          ["skipped", "ended"]
        ])
    try school.detect(at: "2026-11-27T08:00:00Z")
    #expect(try episodes(school) == taken, "once")
  }

  @Test func whoIsNamedByBothAtOnceEntersTheHigherAloneAlsoWhenDetectionsRunAtTheSameMoment() throws {
    let school = try School(campaigns: [CampaignVariant("weekly"), Self.longer])
    try school.admit(1...200, lastSeen: "2026-11-15T09:00:00Z")
    let processes = try (0..<4).map { _ in try school.start("detect", role: "rekindle_detect") }
    let failures = Crowd.run(4) { place in
      let event = school.event("timer.detect", at: "2026-11-26T08:00:00Z")
      let result = processes[place].finish(stdin: event.bytes, timeout: 60)
      if result.exitCode != 0 { throw Spawn.Failure(description: result.output + result.log) }
    }
    #expect(failures == [])
    #expect(
      try school.database.rows(
        """
        select c.slug, e.status, count(*)::text from rekindle.campaign_enrollments e
          join rekindle.campaigns c on c.id = e.campaign_id group by 1, 2
        """) == [["longer", "active", "200"]])
  }

  @Test func aGoalThatIsReachedAfterItsWindowIsNoneForWhoWasSentEverything() throws {
    let school = try School(campaigns: [CampaignVariant("timed", ["goal: goal.sql": "goal: { within: 14 days }"])])
    try school.admit(1...3, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    try school.database.run(
      """
      update rekindle.campaign_enrollments set status = 'exhausted', end_reason = 'used_up', next_due_at = null,
             ended_at = '2026-11-30Z' where user_id < 3;
      insert into lms.user_course_progress (user_id, course_id, completion_percentage, completed_at)
      values (1, 1, 100, '2026-12-04T08:59:00Z'), (2, 1, 100, '2026-12-04T09:01:00Z'), (3, 1, 100, '2026-12-04T09:01:00Z')
      """)
    try school.detect(at: "2026-12-10T08:00:00Z")
    #expect(
      try episodes(school) == [
        "1 timed completed goal_reached", "2 timed exhausted used_up", "3 timed completed goal_reached",
      ])
    #expect(
      try school.database.value(
        "select string_agg(to_char(ended_at, 'MM-DD'), ' ' order by user_id) from rekindle.campaign_enrollments where status = 'completed'"
      )
        == "12-10 12-10", "a goal counts on the day on which it was found, also where the messages were over before")
  }

  private func episodes(_ school: School) throws -> [String] {
    try school.database.rows(
      """
      select concat_ws(' ', e.user_id, c.slug, e.status, e.end_reason) from rekindle.campaign_enrollments e
        join rekindle.campaigns c on c.id = e.campaign_id order by e.user_id, c.slug
      """
    ).compactMap { $0[0] }
  }
}
