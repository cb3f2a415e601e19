import Domain
import Foundation
import JSON
import Store
import TestKit
import Testing

/// One learner whose data are bad is skipped with a true reason; everybody beside them is served (docs/correctness.md).
@Suite(.database, .timeLimit(.minutes(20)))
struct OneBadRowTests {
  @Test(arguments: [
    ("https://learn.example?course=9", "sent", ""), ("https://learn.example#m2", "sent", ""),
    ("HTTPS://Learn.Example/c/9", "sent", ""), (" https://learn.example/kurs/über? f[0]=a\n", "sent", ""),
    ("https://learn.example/c/it''s", "sent", ""),
    (
      "https://learn.example:8443/c/9", "skipped",
      "refused_link: REKINDLE_LINK_HOSTS does not name the host learn.example:8443"
    ),
    ("https://evil.example/c/9", "skipped", "refused_link: REKINDLE_LINK_HOSTS does not name the host evil.example"),
    ("https://learn.example/\\\\", "skipped", "refused_link: it has a backslash"),
    ("javascript:alert(1)", "skipped", "refused_link: it must start with https://"),
    ("", "skipped", "missing_variable: course_link"),
  ])
  func aLinkThatIsRefusedStopsItsOwnMessageOnly(url: String, status: String, reason: String) throws {
    let school = try School()
    try school.admit(1...3, lastSeen: "2026-11-15T09:00:00Z")
    try school.database.run(
      """
      insert into lms.courses (course_id, name, starts_on, ends_on, url)
      values (9, 'Fire Safety', '2026-01-01', '2027-12-31', E'\(url)');
      update lms.user_activities set course_id = 9 where user_id = 2
      """)
    try school.detect(at: "2026-11-20T08:00:00Z")
    for announcement in try school.tick(at: "2026-11-20T10:00:00Z") { try school.send(announcement) }
    let rows = try ledger(school)
    #expect(rows["1"] == "sent " && rows["3"] == "sent ")
    #expect(rows["2"]?.hasPrefix("\(status) \(reason)") == true, "\(rows)")
    #expect(try school.accepted().count == (status == "sent" ? 3 : 2))
  }

  @Test func aQueryThatFailsForOneLearnerSkipsThatOneAndSaysSo() throws {
    let school = try school(
      with: "context.sql",
      "select 'n' || 100 / (u.user_id - 2) as first_name from lms.users u where u.user_id = learner")
    for announcement in try school.tick(at: "2026-11-20T10:00:00Z") { try school.send(announcement) }
    let rows = try ledger(school)
    #expect(rows.filter { $0.value == "sent " }.count == 4, "\(rows)")
    #expect(rows["2"] == "skipped query_failed: context.sql: 22012")
    #expect(try anomalies(school) == ["query_failed context.sql: 22012"])
  }

  @Test func aSegmentThatFailsForOneLearnerEnrolsTheOthers() throws {
    let school = try school(
      with: "segment.sql",
      "select u.user_id, 1::bigint as subject_id, null::timestamptz as last_activity_at from lms.users u where 100 / (u.user_id - 2) <> 0"
    )
    let counts = try school.detect(at: "2026-11-20T08:30:00Z")
    #expect(try enrolled(school) == "1,3,4,5")
    #expect(counts["failed"] == 1)
    #expect(try anomalies(school) == ["segment_failed made-up version 1 learner 2: 22012"])
  }

  @Test func aSegmentThatNamesNobodyInOneRowEnrolsTheOthers() throws {
    let school = try school(
      with: "segment.sql",
      """
      select u.user_id, nullif(u.user_id, 2) as subject_id, null::timestamptz as last_activity_at from lms.users u
      """)
    #expect(try enrolled(school) == "1,3,4,5")
    #expect(try anomalies(school) == ["segment_failed made-up version 1 learner 2: 23502"])
  }

  @Test func aCampaignThatCannotBeAskedAtAllStopsNoOther() throws {
    let school = try School(campaigns: [CampaignVariant("course")])
    try school.database.run("create table lms.hosts (user_id bigint); grant select on lms.hosts to rekindle_owner")
    let broken = Self.campaign.with(
      "segment.sql", "select h.user_id, 1::bigint as subject_id, null::timestamptz as last_activity_at from lms.hosts h"
    )
    try school.publish(URL(filePath: broken.write()))
    try school.database.run("drop table lms.hosts")
    try school.admit(1...3, lastSeen: "2026-11-15T09:00:00Z")
    #expect(try school.detect(at: "2026-11-20T08:00:00Z")["failed"] == 1)
    #expect(try enrolled(school) == "1,2,3")
    #expect(try anomalies(school).first?.hasPrefix("segment_failed made-up version 1: EnrolSegment 42P01") == true)
    #expect(try school.detect(at: "2026-11-20T09:00:00Z")["failed"] == 1)
    #expect(try anomalies(school).count == 1, "what is known is not noted again")
  }

  @Test func aGoalThatFailsForOneLearnerIsJudgedForTheOthers() throws {
    let school = try school(
      with: "goal.sql",
      """
      select p.completed_at as reached_at from lms.user_course_progress p
       where p.user_id = learner and 100 / (p.user_id - 2) <> 0 and p.completed_at <= as_of
      """)
    try school.database.run(
      "insert into lms.user_course_progress (user_id, course_id, completed_at) select i, 1, '2026-11-20T08:10:00Z' from generate_series(1, 5) i"
    )
    #expect(try school.detect(at: "2026-11-20T08:30:00Z")["completed"] == 4)
    #expect(try anomalies(school) == ["goal_failed made_up_v1_goal 22012"])
    try school.tick(at: "2026-11-20T10:00:00Z")
    #expect(
      try school.database.rows("select user_id::text from rekindle.campaign_enrollments where defer_reason = 'parked'")
        == [
          ["2"]
        ])
  }

  @Test func aClaimThatTheLedgerRefusesStopsItsOwnMessageOnly() throws {
    let school = try School()
    try school.admit(1...5, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    try school.database.run(
      "alter table rekindle.delivery_attempts add constraint poison check (delivery_id <> 3) not valid")
    for announcement in try school.tick(at: "2026-11-20T10:00:00Z") { try school.send(announcement) }
    #expect(try Set(school.accepted()) == [1, 2, 4, 5])
    let states = try school.database.rows(
      "select concat_ws(' ', status, reason, reason_detail) from rekindle.message_deliveries order by id")
    #expect(states.filter { $0 == ["sent"] }.count == 4)
    #expect(states[2][0]?.hasPrefix("skipped refused_row ClaimDeliveries 23514") == true, "\(states)")
  }

  @Test func anOutcomeThatTheLedgerRefusesLeavesTheOthersRecorded() throws {
    let school = try School()
    try school.admit(1...5, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    try school.database.run(
      """
      alter table rekindle.message_deliveries add constraint poison check (id <> 3 or status <> 'sent') not valid
      """)
    for announcement in try school.tick(at: "2026-11-20T10:00:00Z") { try school.send(announcement) }
    #expect(try school.accepted().count == 5)
    let states = try school.database.rows("select status from rekindle.message_deliveries order by id")
    #expect(states == [["sent"], ["sent"], ["sending"], ["sent"], ["sent"]])
    #expect(
      try anomalies(school).first?.hasPrefix("outcome_refused delivery 3: RecordOutcomes 23514") == true)
  }

  @Test func anEventThatTheLedgerRefusesStopsNoOtherOfItsBatch() throws {
    let school = try School()
    try school.admit(1...5, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    for announcement in try school.tick(at: "2026-11-20T10:00:00Z") { try school.send(announcement) }
    try school.database.run(
      "alter table rekindle.delivery_events add constraint poison check (delivery_id <> 3) not valid")
    let result = try school.callback("delivered", of: [1, 2, 3, 4, 5], at: "2026-11-20T10:05:00Z")
    #expect(try JSON.parse(result.stdout)["statusCode"] == 204)
    let delivered = try school.database.value(
      "select string_agg(id::text, ',' order by id) from rekindle.message_deliveries where delivered_at is not null")
    #expect(delivered == "1,2,4,5")
    #expect(
      try anomalies(school).first?.hasPrefix("event_refused sendgrid delivered of delivery 3: MergeEvents 23514")
        == true)
  }

  @Test func aFigureOfACampaignThatIsGoneStopsNoRollup() throws {
    let school = try School()
    try school.admit(1...2, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    for announcement in try school.tick(at: "2026-11-20T10:00:00Z") { try school.send(announcement) }
    try school.database.run("update rekindle.message_deliveries set campaign_id = 99 where id = 1")
    let result = try school.run(
      "rollup", role: "rekindle_rollup", school.event("timer.rollup", at: "2026-11-21T03:00:00Z"))
    #expect(result.exitCode == 0, "\(result.output)")
    #expect(try school.database.value("select sum(sent)::text from rekindle.campaign_analytics") == "1")
  }
}

extension OneBadRowTests {
  static let campaign = MadeUpCampaign(
    "made-up", subject: "course", enter: "  after: 1 hour",
    segment: "select u.user_id, 1::bigint as subject_id, null::timestamptz as last_activity_at from lms.users u")

  /// Five learners in a campaign of which one file is another, two hours after they were found.
  private func school(with file: String, _ text: String) throws -> School {
    let school = try School(campaigns: [CampaignVariant("quiet", ["rollout: 100%": "rollout: 1%"])])
    try school.publish(URL(filePath: Self.campaign.with(file, text).write()))
    try school.database.run("update rekindle.campaigns set status = 'paused' where slug = 'quiet'")
    try school.admit(1...5, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    return school
  }

  /// Status, reason and what it is about, by learner.
  private func ledger(_ school: School) throws -> [String: String] {
    let rows = try school.database.rows(
      """
      select user_id::text, status || ' ' || coalesce(reason || coalesce(': ' || reason_detail, ''), '')
        from rekindle.message_deliveries
      """)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] ?? "", $0[1] ?? "") })
  }

  private func anomalies(_ school: School) throws -> [String] {
    try school.database.rows("select kind || ' ' || detail from rekindle.anomalies order by id").compactMap { $0[0] }
  }

  private func enrolled(_ school: School) throws -> String? {
    try school.database.value(
      "select string_agg(distinct user_id::text, ',' order by user_id::text) from rekindle.campaign_enrollments")
  }
}
