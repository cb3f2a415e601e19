import JSON
import Store
import TestKit
import Testing

/// Guardrails that act: what is paused, when, and until whom.
@Suite(.database, .timeLimit(.minutes(20)))
struct WatchTests {
  /// Runs `watch` at a time and returns its counts.
  @discardableResult
  static func watch(_ school: School, _ sink: AlertSink, at time: String) throws -> JSON {
    let run = try school.start("watch", role: "rekindle_watch", settings: sink.settings)
      .finish(stdin: school.event("timer.watch", at: time).bytes, timeout: 90)
    let result = try JSON.parse(run.stdout)["result"]
    return try #require(result, "\(run.output) \(run.log)")
  }

  /// So many learners of the campaign say no after a message of this morning.
  private static func refuse(_ learners: ClosedRange<Int>, _ school: School) throws {
    try school.database.run(
      """
      insert into rekindle.suppressions (user_id, scope, topic, reason, source, opt_outs, created_at)
      select i, 'topic', 'course', 'opt_out', 'email_link', 1, '2026-11-20T10:30Z'
        from generate_series(\(learners.lowerBound), \(learners.upperBound)) i
      """)
  }

  private static func sendAll(_ school: School, at time: String) throws -> Int {
    let before = try school.accepted().count
    for announcement in try school.tick(at: time) { try school.send(announcement, at: time) }
    return try school.accepted().count - before
  }

  /// Holds REQ-0-91: what a rule pauses sends no more, by that rule and no other, until a person resumes it.
  @Test func aPausedCampaignSendsNothingUntilAPersonResumesItAndIsNotPausedAgainForTheSame() throws {
    let school = try School()
    let sink = try AlertSink()
    try school.admit(1...120, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    #expect(try Self.sendAll(school, at: "2026-11-20T10:00:00Z") == 120)
    try Self.refuse(1...6, school)
    #expect(try Self.watch(school, sink, at: "2026-11-20T11:00:00Z")["paused"] == 0, "6 of 120 are 5 %")
    try Self.refuse(7...7, school)
    let counts = try Self.watch(school, sink, at: "2026-11-20T11:05:00Z")
    #expect(counts["paused"] == 1 && counts["opened"] == 2, "\(counts.text)")
    #expect(try Self.status(school) == "paused")
    let trail = try school.database.rows("select key_name, route, subject, detail from rekindle.audit_entries")
    #expect(trail.count == 1 && trail[0][0] == "watch" && trail[0][1] == "pause by guardrail campaign_opt_out_percent")
    #expect(trail[0][2] == "campaign course-completion")
    #expect(trail[0][3]?.contains("opt_out_percent 5.83") == true && trail[0][3]?.contains("of 120") == true)

    try school.admit(201...260, to: 2...2, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-21T08:00:00Z")
    #expect(try Self.sendAll(school, at: "2026-11-21T10:00:00Z") == 0, "nobody is written to")
    let later = try Self.watch(school, sink, at: "2026-11-22T12:00:00Z")
    #expect(later["resolved"] == 2 && sink.lines.count == 4, "\(later.text)")
    #expect(try Self.status(school) == "paused", "what is over resumes nothing")
    let refused = #expect(throws: StoreError.self) {
      try school.database.connect(role: "rekindle_watch").texts("update rekindle.campaigns set status = 'active'")
    }
    #expect(refused?.sqlState == "42501")

    try Self.resume(school)
    try school.detect(at: "2026-11-23T08:00:00Z")
    #expect(try Self.sendAll(school, at: "2026-11-23T10:00:00Z") > 0)
  }

  @Test func aCampaignThatIsResumedWhileItsIncidentStandsGoesOn() throws {
    let school = try School()
    let sink = try AlertSink()
    try school.admit(1...120, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    _ = try Self.sendAll(school, at: "2026-11-20T10:00:00Z")
    try Self.refuse(1...20, school)
    #expect(try Self.watch(school, sink, at: "2026-11-20T11:05:00Z")["paused"] == 1)
    try Self.resume(school)
    for minute in 10...12 {
      #expect(try Self.watch(school, sink, at: "2026-11-20T11:\(minute):00Z")["paused"] == 0)
    }
    #expect(try Self.status(school) == "active")
    #expect(sink.lines.count == 2, "one line an incident: \(sink.lines)")
  }

  @Test func messagesThatPeopleAreOwedAreNeverPaused() throws {
    let school = try School()
    try school.database.run("update rekindle.campaigns set class = 'transactional'")
    let sink = try AlertSink()
    try school.admit(1...120, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    _ = try Self.sendAll(school, at: "2026-11-20T10:00:00Z")
    try Self.refuse(1...20, school)
    let counts = try Self.watch(school, sink, at: "2026-11-20T11:05:00Z")
    #expect(counts["opened"] == 2 && counts["paused"] == 0, "\(counts.text)")
    #expect(try Self.status(school) == "active")
  }

  @Test(arguments: [
    (treated: 240, held: 250, noes: 5, rules: []), (treated: 100, held: 250, noes: 5, rules: ["campaign_goal_harm"]),
    (treated: 250, held: 250, noes: 80, rules: ["campaign_opt_out_harm"]),
  ])
  func anExperimentThatShowsHarmPausesItsCampaign(_ sides: (treated: Int, held: Int, noes: Int, rules: [String])) throws
  {
    let school = try School()
    let sink = try AlertSink()
    try school.database.run(
      """
      insert into rekindle.recipients (user_id, created_at) select u, '2026-01-01' from generate_series(1001, 2000) u;
      insert into rekindle.campaign_enrollments
        (id, user_id, subject_id, campaign_id, version, is_holdout, enrolled_at, anchor_at, status, ended_at, end_reason)
      overriding system value
      select u, u, 1, c.id, 1, u > 1500, '2026-11-01', '2026-11-01', 'exhausted', '2026-11-10', 'used_up'
        from generate_series(1001, 2000) u cross join rekindle.campaigns c;
      insert into rekindle.assignments
        (enrollment_id, campaign_id, version, is_held, held_share, is_first, closes_at, judged_at, reached_at)
      select e.id, e.campaign_id, 1, e.is_holdout, 5000, true, '2026-11-15', '2026-11-16',
             case when e.id - case when e.is_holdout then 1500 else 1000 end
                    <= case when e.is_holdout then \(sides.held) else \(sides.treated) end then timestamptz '2026-11-10' end
        from rekindle.campaign_enrollments e;
      insert into rekindle.suppressions (user_id, scope, reason, source, opt_outs, created_at)
      select u, 'all', 'opt_out', 'email_link', 1, '2026-11-05' from generate_series(1001, 1000 + \(sides.noes)) u
      """)
    try Self.noteDetection(school)
    try Self.watch(school, sink, at: "2026-11-20T11:05:00Z")
    let found = try school.database.rows(
      "select guardrail, has_paused::text from rekindle.incidents order by guardrail")
    #expect(found == sides.rules.map { [$0, "true"] })
    #expect(try Self.status(school) == (sides.rules.isEmpty ? "active" : "paused"))
  }

  @Test func aRuleThatHoldsForAWhileWaitsAndForgetsWhatPasses() throws {
    let school = try School()
    let sink = try AlertSink()
    try school.database.run("update rekindle.guardrails set hold_minutes = 15 where name = 'provider_blocked'")
    try Self.block(["sendgrid"], school)
    for time in ["2026-11-20T11:05:00Z", "2026-11-20T11:10:00Z", "2026-11-20T11:14:00Z"] {
      #expect(try Self.watch(school, sink, at: time)["opened"] == 0)
    }
    try school.database.run("update rekindle.provider_breakers set open_until = '2026-11-20T10:00Z'")
    try Self.watch(school, sink, at: "2026-11-20T11:15:00Z")
    #expect(try school.database.count("select count(*) from rekindle.incidents") == 0)
    try school.database.run("update rekindle.provider_breakers set open_until = '2026-11-20T11:35Z'")
    for time in ["2026-11-20T11:20:00Z", "2026-11-20T11:30:00Z"] {
      #expect(try Self.watch(school, sink, at: time)["opened"] == 0)
    }
    #expect(try Self.watch(school, sink, at: "2026-11-20T11:35:00Z")["opened"] == 1)
    #expect(sink.lines.count == 1)
  }

  /// The run of last night, without which its silence is an incident.
  static func noteDetection(_ school: School) throws {
    try school.database.run(
      """
      insert into rekindle.job_execution_logs (job, status, invocation, started_at, finished_at)
      values ('detect', 'succeeded', 'd', '2026-11-20T02:00Z', '2026-11-20T02:01Z')
      """)
  }

  static func block(_ providers: [String], _ school: School) throws {
    try noteDetection(school)
    for provider in providers {
      try school.database.run(
        """
        insert into rekindle.provider_breakers (provider, open_until, reason)
        values ('\(provider)', '2026-11-20T11:20Z', 'unauthorised')
        on conflict (provider) do update set open_until = excluded.open_until
        """)
    }
  }

  private static func status(_ school: School) throws -> String? {
    try school.database.value("select status from rekindle.campaigns where slug = 'course-completion'")
  }

  private static func resume(_ school: School) throws {
    let request: JSON = [
      "version": "2.0", "rawPath": "/api/campaigns/course-completion", "rawQueryString": "",
      "headers": ["content-type": "application/json", "authorization": "Bearer admin-key", "if-match": "*"],
      "requestContext": ["http": ["method": "PATCH", "path": "/api/campaigns/course-completion"]],
      "body": "{\"status\": \"active\"}", "isBase64Encoded": false,
    ]
    let event = school.event("http.request", at: "2026-11-20T11:06:00Z", data: request)
    let reply = try JSON.parse(school.run("campaign-admin", role: "rekindle_admin", event).stdout)
    #expect(reply["statusCode"] == 200, "\(reply.text)")
  }
}
