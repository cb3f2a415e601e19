import Domain
import Foundation
import JSON
import Store
import TestKit
import Testing

/// Campaigns of each kind of entry, with their own parameters, activity and state, through the built handlers.
@Suite(.database, .timeLimit(.minutes(20))) struct EntryTests {
  let database: TestDatabase

  init() throws {
    database = try TestDatabase.current()
    try database.insert([.course(1), .learner(1), .learner(2), .learner(3)])
  }

  @Test func silenceIsWhatTheCampaignCallsActivity() throws {
    let quiet = MadeUpCampaign(
      "quiz-silence", subject: "course",
      enter: """
          after: 1 hour
          inactive_days: 5
          lookback_days: 20
          parameters: { kind: { type: text, value: quiz } }
        """,
      segment: """
        select a.user_id, a.course_id as subject_id, max(a.activity_date) as last_activity_at
          from lms.user_activities a
          join rekindle.active_people(as_of, -lookback_days, -inactive_days) l on l.user_id = a.user_id
         where a.activity_type = kind and a.activity_date <= as_of
         group by a.user_id, a.course_id, l.starts_at, l.ends_at
        having max(a.activity_date) >= l.starts_at and max(a.activity_date) < l.ends_at
        """
    ).with(
      "activity.sql",
      """
      select max(a.activity_date) as last_activity_at from lms.user_activities a
       where a.activity_type = 'quiz' and a.user_id = learner and a.course_id = subject and a.activity_date <= as_of
      """)
    try publish(quiet)
    try database.insert([
      .activity(of: 1, in: 1, at: at("2026-06-20T09:00:00Z"), type: "quiz"),
      .activity(of: 1, in: 1, at: at("2026-06-29T09:00:00Z"), type: "video"),
      .activity(of: 2, in: 1, at: at("2026-06-26T09:00:00Z"), type: "quiz"),
      .activity(of: 3, in: 1, at: at("2026-06-20T09:00:00Z"), type: "video"),
    ])
    try detect("timer.detect", at: "2026-06-30T08:00:00Z")
    #expect(try enrolled("quiz-silence") == ["1"], "5 days without a quiz are silence, a video is none of its business")
    try database.insert([
      .activity(of: 1, in: 1, at: at("2026-06-30T08:10:00Z"), type: "video"),
      .activity(of: 1, in: 1, at: at("2026-06-30T08:20:00Z"), type: "quiz"),
    ])
    try tick(at: "2026-06-30T09:00:00Z")
    #expect(try reserved() == [])
    let due = try database.value("select next_due_at::text from rekindle.campaign_enrollments")
    #expect(due == "2026-07-05 09:20:00+00", "5 days and 1 hour after the quiz")
  }

  static let almost = MadeUpCampaign(
    "almost-there", subject: "course",
    enter: """
        parameters:
          minimum: { type: numeric, value: 80.5 }
          within: { type: interval, value: 2 weeks }
          strict: { type: boolean, value: true }
          modules: { type: int, value: 4 }
      """,
    segment: """
      select p.user_id, p.course_id as subject_id, null::timestamptz as last_activity_at
        from lms.user_course_progress p
       where p.completion_percentage >= minimum and p.modules_completed >= modules and strict
         and p.last_accessed_at > as_of - within
      """
  ).with(
    "state.sql",
    """
    select p.last_accessed_at as seen_at, p.last_accessed_at + interval '3 days' as "closes at",
           p.modules_completed > 4 as has_many, null::boolean as unknown
      from lms.user_course_progress p where p.user_id = learner and p.course_id = subject
    """)

  @Test func aSegmentUsesTheCampaignsParametersAndStepsKnowItsMomentsAndFacts() throws {
    try publish(Self.almost)
    let seen = at("2026-06-20T09:00:00.25Z")
    try database.insert(
      .progress(of: 1, in: 1, percent: 80.5).with(["last_accessed_at": .instant(seen)]),
      .progress(of: 2, in: 1, percent: 80.49).with(["last_accessed_at": .instant(seen)]),
      .progress(of: 3, in: 1, percent: 99).with(["last_accessed_at": .instant(seen - .days(7))]))
    try detect("timer.detect", at: "2026-06-30T08:00:00Z")
    #expect(try enrolled("almost-there") == ["1"])
    var reader = PlanReader(now: at("2026-06-30T08:00:00Z"))
    let connection = try database.connect(role: "rekindle_tick")
    let id = try #require(try database.value("select id::text from rekindle.campaign_enrollments").flatMap { Int($0) })
    let subject = try #require(
      try reader.read([id], learners: [1], sharing: SharedAddresses(of: [1], connection), connection).first?.input
        .subject)
    #expect(subject.anchors == ["seen_at": seen, "closes at": seen + .days(3)])
    #expect(subject.facts == ["has_many": false])
    #expect(!subject.isOver && subject.returnedAt == nil)
  }

  @Test func anotherValueOfAParameterIsAnotherVersionAndLeavesTheFirstAlone() throws {
    try publish(Self.almost)
    try publish(Self.almost.replacing("campaign.yaml", "value: 80.5", "value: 20"))
    let seen = at("2026-06-29T09:00:00Z")
    try database.insert(.progress(of: 1, in: 1, percent: 30).with(["last_accessed_at": .instant(seen)]))
    let found = try (1...2).map { version in
      try database.count(
        "select count(*) from rekindle_campaigns.almost_there_v\(version)_segment('2026-06-30T08:00Z')")
    }
    #expect(found == [0, 1])
  }

  static let joined = MadeUpCampaign(
    "welcome", subject: "course",
    enter: """
        event: lms.course.joined
        parameters: { within: { type: interval, value: 1 day } }
      """,
    segment: """
      select e.user_id, e.course_id as subject_id, e.enrolled_at as last_activity_at
        from lms.course_enrolments e where e.enrolled_at <= as_of and e.enrolled_at > as_of - within
      """)

  @Test func anEventEnrolsItsLearnerAtOnceAndTheRunWhomItForgot() throws {
    try publish(Self.joined)
    try publish(Self.almost)
    for learner in 1...3 { try database.insert(.takes(learner, 1, since: at("2026-06-30T07:59:00Z"))) }
    let counts = try detect("lms.course.joined", at: "2026-06-30T08:00:00Z", learner: 2)
    #expect(counts == ["completed": 0, "corrected": 0, "enrolled": 1, "failed": 0, "held_out": 0, "users_detected": 1])
    #expect(try enrolled("welcome") == ["2"])
    try tick(at: "2026-06-30T08:00:01Z")
    #expect(try reserved() == ["2"])
    #expect(try detect("lms.course.joined", at: "2026-06-30T08:00:02Z", learner: 2)["enrolled"] == 0)
    #expect(try detect("lms.course.left", at: "2026-06-30T08:00:03Z", learner: 1)["enrolled"] == 0)
    try database.run("update rekindle.campaigns set status = 'paused' where slug = 'welcome'")
    #expect(try detect("lms.course.joined", at: "2026-06-30T08:00:04Z", learner: 1)["enrolled"] == 0)
    try database.run("update rekindle.campaigns set status = 'active'")
    #expect(try detect("timer.detect", at: "2026-06-30T09:00:00Z")["enrolled"] == 2)
  }

  @Test func oneEventClosesWhatALearnerReachedInEveryVersionOfEveryCampaign() throws {
    try publish(Self.joined)
    try publish(Self.almost)
    let seen = at("2026-06-30T07:00:00Z")
    try database.insert((1...2).map { .takes($0, 1, since: seen) })
    for learner in 1...2 {
      try database.insert(.progress(of: learner, in: 1, percent: 90).with(["last_accessed_at": .instant(seen)]))
    }
    try detect("timer.detect", at: "2026-06-30T08:00:00Z")
    try publish(Self.joined.replacing("campaign.yaml", "every: 7 days", "every: 8 days"))
    try database.insert([.course(2), .takes(1, 2, since: seen)])
    try detect("timer.detect", at: "2026-06-30T08:00:00Z")
    try database.run("insert into lms.user_course_progress (user_id, course_id) values (1, 2)")
    try database.run("update lms.user_course_progress set completed_at = '2026-06-30T08:30:00Z'")
    let counts = try detect("lms.course.completed", at: "2026-06-30T09:00:00Z", learner: 1)
    #expect(counts["completed"] == 3)
    let states = try database.rows(
      "select user_id::text, version::text, status from rekindle.campaign_enrollments order by 1, 2, 3")
    #expect(
      states == [
        ["1", "1", "completed"], ["1", "1", "completed"], ["1", "2", "completed"], ["2", "1", "active"],
        ["2", "1", "active"],
      ])
    #expect(try detect("timer.detect", at: "2026-06-30T10:00:00Z")["completed"] == 2)
  }
}

extension EntryTests {
  private func at(_ text: String) -> Instant { Instant(rfc3339: text) ?? Instant(seconds: 0) }

  private func enrolled(_ campaign: String) throws -> [String?] {
    try database.rows(
      """
      select e.user_id::text from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id
       where c.slug = $1 order by 1
      """, .text(campaign)
    ).map { $0[0] }
  }

  private func reserved() throws -> [String?] {
    try database.rows("select user_id::text from rekindle.message_deliveries where status = 'scheduled' order by 1").map
    {
      $0[0]
    }
  }

  private func publish(_ campaign: MadeUpCampaign) throws {
    let result = try run(
      "publish", role: "rekindle_owner", "deploy.publish", at: "2026-06-01T00:00:00Z",
      data: ["path": .string(try campaign.write())])
    try #require(result.exitCode == 0, "\(result.output)")
  }

  @discardableResult
  private func detect(_ type: String, at time: String, learner: Int? = nil) throws -> [String: Int] {
    let data: JSON? = learner.map { ["user_id": .integer($0)] }
    let result = try run("detect", role: "rekindle_detect", type, at: time, data: data)
    try #require(result.exitCode == 0, "\(result.output)")
    return (try JSON.parse(result.output)["result"]?.object ?? [:]).compactMapValues(\.integer)
  }

  private func tick(at time: String) throws {
    let result = try run("schedule-tick", role: "rekindle_tick", "timer.schedule-tick", at: time)
    try #require(result.exitCode == 0, "\(result.output)")
  }

  private func run(
    _ handler: String, role: String, _ type: String, at time: String, data: JSON? = nil
  ) throws -> Spawn.Result {
    var event: [String: JSON] = [
      "specversion": "1.0", "id": .string(UUID().uuidString), "source": "/test", "type": .string(type),
      "time": .string(time),
    ]
    event["data"] = data
    let environment = ["DATABASE_URL": database.url(role: role), "REKINDLE_CLOCK": "event"]
    return try Spawn(built: handler, environment: environment, timeout: 60).run(JSON.object(event).text)
  }
}
