import Foundation
import JSON
import TestKit
import Testing

/// An experiment from its publication to the figures of its variants.
@Suite(.database, .timeLimit(.minutes(20)))
struct ExperimentJourneyTests {
  private static let variants = """
    template: { 1: welcome-back, 2-3: value, 4-5: effort, 6+: gentle }
        experiment: length
        variants:
          - { name: usual, share: 50% }
          - { name: brief, share: 50%, template: gentle }
    """

  private static func campaign(holdout: String = "20%") -> CampaignVariant {
    CampaignVariant(
      "tested",
      [
        "holdout: 0%": "holdout: \(holdout)", "goal: goal.sql": "goal: { within: 14 days }",
        "template: { 1: welcome-back, 2-3: value, 4-5: effort, 6+: gentle }   # by emails sent so far": variants,
      ])
  }

  /// Holds REQ-4-84, REQ-4-87: drawn once by one hash, written with the enrolment, and carried into ledger and figures.
  @Test func aVariantIsDrawnOnceAndKeptUntilTheFigures() throws {
    let school = try School(campaigns: [Self.campaign()])
    let database = school.database
    try school.admit(1...60, lastSeen: "2026-06-25T09:00:00Z")
    try school.detect(at: "2026-06-30T08:00:00Z")
    let drawn = """
      case when rekindle.bucket(e.user_id, 'tested:email:length') < 5000 then 'usual' else 'brief' end
      """
    #expect(try count(database, "e.is_holdout = (e.variants is null)") == 60)
    #expect(try count(database, "not e.is_holdout and e.variants = jsonb_build_object('length', \(drawn))") > 30)
    #expect(try count(database, "not e.is_holdout and e.variants->>'length' <> \(drawn)") == 0)

    for announcement in try school.tick(at: "2026-06-30T10:00:00Z") { try school.send(announcement) }
    let messages = try database.count(
      """
      select count(*) from rekindle.message_deliveries d join rekindle.campaign_enrollments e on e.id = d.enrollment_id
       where d.status = 'sent' and d.variant = e.variants->>'length'
         and d.template = case d.variant when 'brief' then 'gentle' else 'welcome-back' end
      """)
    #expect(try database.count("select count(*) from rekindle.message_deliveries where status = 'sent'") == messages)
    #expect(messages > 30)

    // A version with the same experiment keeps everybody where they are; so does one whose shares have changed.
    try school.publish([
      CampaignVariant(
        "tested",
        Self.campaign().changes.mapValues { $0.replacing("share: 50%, template", with: "share: 90%, template") }
          .mapValues { $0.replacing("name: usual, share: 50%", with: "name: usual, share: 10%") })
    ])
    try school.detect(at: "2026-07-01T08:00:00Z")
    #expect(try count(database, "not e.is_holdout and e.variants->>'length' <> \(drawn)") == 0)

    _ = try school.run(
      "rollup", role: "rekindle_rollup", school.event("timer.rollup", at: "2026-07-16T03:00:00Z", data: ["days": 30]))
    let rolled = try database.value(
      """
      select string_agg(distinct variant, ' ' order by variant) from rekindle.campaign_analytics
       where channel = 'email' and sent > 0
      """)
    #expect(rolled == "brief usual")
    let entries = try database.value(
      "select string_agg(distinct variant, ' ' order by variant) from rekindle.campaign_analytics where enrolled > 0")
    #expect(entries == " brief usual", "the holdout's have none")
  }

  @Test func withoutAHoldoutVariantsAreJudgedBesideEachOther() throws {
    let school = try School(campaigns: [Self.campaign(holdout: "0%")])
    let database = school.database
    try school.admit(1...40, lastSeen: "2026-06-25T09:00:00Z")
    try school.detect(at: "2026-06-30T08:00:00Z")
    try database.run(
      """
      insert into lms.user_course_progress (user_id, course_id, completion_percentage, modules_completed, completed_at)
      select e.user_id, 1, 100, 8, '2026-07-05T09:00:00Z' from rekindle.campaign_enrollments e
       where e.variants->>'length' = 'brief'
      """)
    _ = try school.run("rollup", role: "rekindle_rollup", school.event("timer.rollup", at: "2026-07-16T03:00:00Z"))
    let judged = """
      select count(*) from rekindle.assignments a join rekindle.campaign_enrollments e on e.id = a.enrollment_id
       where a.held_share = 0 and a.judged_at is not null and (a.reached_at is not null) = (e.variants->>'length' = 'brief')
      """
    #expect(try database.count(judged) == 40)
  }

  /// Holds REQ-4-86: morning and evening.
  @Test func aVariantOfTheWholeCampaignWaitsForItsOwnHours() throws {
    let hours = """
      experiment: hours
      variants:
        - { name: any, share: 50% }
        - { name: evening, share: 50%, send_window: { email: "17:00-20:00" } }
      steps:
      """
    let school = try School(campaigns: [
      CampaignVariant("timed", ["goal: goal.sql": "goal: { within: 14 days }", "steps:": hours])
    ])
    let database = school.database
    try school.admit(1...40, lastSeen: "2026-06-25T09:00:00Z")
    try school.detect(at: "2026-06-30T08:00:00Z")
    _ = try school.tick(at: "2026-06-30T10:00:00Z")
    let waiting = try database.count(
      "select count(*) from rekindle.campaign_enrollments where variants->>'hours' = 'evening' and next_due_at > '2026-06-30T16:00:00Z'"
    )
    let evening = try database.count(
      "select count(*) from rekindle.campaign_enrollments where variants->>'hours' = 'evening'")
    #expect(waiting == evening && evening > 0)
    #expect(
      try database.count("select count(*) from rekindle.message_deliveries where variant = 'any'") == 40 - evening)
    #expect(try database.count("select count(*) from rekindle.message_deliveries where variant = 'evening'") == 0)
    _ = try school.tick(at: "2026-06-30T18:00:00Z")
    #expect(
      try database.count("select count(*) from rekindle.message_deliveries where variant = 'evening'") == evening,
      "between 17:00 and 20:00 where they live")
  }

  private func count(_ database: TestDatabase, _ condition: String) throws -> Int {
    try database.count("select count(*) from rekindle.campaign_enrollments e where \(condition)")
  }
}
