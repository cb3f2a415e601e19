import Domain
import JSON
import TestKit
import Testing

@Suite(.database)
struct ExplainTests {
  private func explain(_ query: String, _ change: String = "select 1") throws -> JSON {
    let database = try Ledger.database()
    try database.run(change)
    let answer = try Dashboard(database: database).ask("/dashboard/explain?\(query)")
    #expect(answer.status == 200, "\(answer.text)")
    return answer.json
  }

  @Test func whoIsLookedAtStandsInTheTrailByTheirIdAlone() throws {
    let database = try Ledger.database()
    let dashboard = Dashboard(database: database)
    for path in [
      "/dashboard", "/dashboard/explain?user=2", "/dashboard/explain?user=nobody%40nowhere.example",
      "/dashboard?user=1&campaign=", "/dashboard/course-reminders/user/2?format=html", "/dashboard/jobs", "/metrics",
    ] { _ = try dashboard.ask(path) }
    _ = try dashboard.ask("/dashboard/explain?user=2", key: "wrong")
    #expect(
      try database.rows(
        "select concat_ws(' ', key_name, route, subject, status) from rekindle.audit_entries order by id")
        == [
          ["DASHBOARD_KEYS GET /dashboard/explain learner 2 200"], ["DASHBOARD_KEYS GET /dashboard learner 1 200"],
          ["DASHBOARD_KEYS GET /dashboard/course-reminders/user/{user_id} learner 2 200"],
        ])
    try database.run("revoke insert on rekindle.audit_entries from rekindle_dashboard")
    #expect(throws: (any Error).self, "what cannot be written down is not told") {
      try dashboard.ask("/dashboard/explain?user=2")
    }
  }

  private func codes(_ episode: JSON?) -> [String?] { episode?["findings"]?.array?.map { $0["code"]?.string } ?? [] }

  @Test
  func aDueEpisodeIsExplainedByWhatTheNextTickWouldDo() throws {
    let answer = try explain("user=2&campaign=course-completion")
    let episode = answer["episodes"]?.array?.first
    #expect(codes(episode) == ["active", "due", "over"])
    let messages = try #require(episode?["messages"]?.array)
    #expect(messages.map { $0["reason"] } == ["invalid_address", "day_cap"])
    #expect(messages.allSatisfy { $0["sentence"]?.string?.isEmpty == false && $0["step"] == "email" })
  }

  @Test(arguments: [
    ("update lms.users set email = null where user_id = 2", "no_address"),
    ("insert into lms.user_activities values (2, 1, '2026-11-20', 'course_page_view')", "returned"),
    ("update rekindle.campaigns set status = 'paused'", "campaign_paused"),
    (
      "update rekindle.message_deliveries set status = 'sent', sent_at = '2026-11-20T11:00:00Z', reason = null where id = 6",
      "cadence"
    ),
  ])
  func whatStandsAgainstAMessageIsNamed(change: String, code: String) throws {
    let answer = try explain("user=2", change)
    let found = codes(answer["episodes"]?.array?.first)
    #expect(found.contains(code), "\(found)")
  }

  @Test func everyRuleThatStandsAgainstAMessageIsNamedWithItsEarliestTime() throws {
    let answer = try explain(
      "user=2",
      "update rekindle.message_deliveries set status = 'sent', sent_at = '2026-11-20T18:00:00Z', reason = null where id = 6"
    )
    let findings = try #require(answer["episodes"]?.array?.first?["findings"]?.array).filter { $0["step"] == "email" }
    #expect(findings.map { $0["code"] } == ["cadence", "channel_gap"])
    #expect(findings.last?["at"] == "2026-11-21T18:00:00Z")
    #expect(findings.last?["sentence"]?.string?.contains("before 2026-11-21T18:00:00Z") == true)
  }

  @Test
  func endedEpisodesSayHowTheyEndedSeveralAreListedOrOneByItsSubject() throws {
    let answer = try explain("user=1")
    #expect(answer["episodes"]?.array?.count == 2)
    let one = try Dashboard(database: try TestDatabase.current()).ask("/dashboard/explain?user=1&subject=2").json
    #expect(codes(one["episodes"]?.array?.first) == ["goal_reached"])
  }

  @Test
  func whoeverIsNotEnrolledHearsWhy() throws {
    let codes = { (answer: JSON) in answer["not_enrolled"]?.array?.map { $0["code"]?.string } ?? [] }
    #expect(codes(try explain("user=4")) == ["not_in_segment"])
    try TestDatabase.current().run(
      """
      insert into rekindle.suppressions (user_id, scope, reason, source, opt_outs, created_at)
      values (4, 'all', 'opt_out', 'email_link', 1, '2026-11-20')
      """)
    let answer = try Dashboard(database: try TestDatabase.current()).ask("/dashboard/explain?user=4").json
    #expect(codes(answer) == ["opted_out"])
    #expect(answer["suppressions"]?.array?.count == 1)
  }

  @Test(arguments: [
    ("1", 1), ("ada", 1), ("ADA", 1), ("ada.canary@learner.example", 1), ("%20Ada.Canary%40Learner.Example%20", 1),
    ("%2B1%20(555)%20010-0001", 1), ("5550100001", 1), ("bob%40learner.example", 2), ("cy", 3),
  ])
  func aLearnerIsFoundByIdNameOrAddress(_ words: String, _ id: Int) throws {
    let answer = try explain("user=\(words)&campaign=course-completion")
    #expect(answer["user_id"] == .integer(id))
  }

  @Test func whoeverIsUnknownIsToldSoAndOneOfSeveralIsAskedFor() throws {
    let database = try Ledger.database()
    try database.run(
      """
      insert into lms.users (user_id, first_name, last_name) values (8, 'Ada', 'Byron');
      insert into lms.leads (user_id, first_name) values (-5, 'Lea');
      insert into rekindle.recipients (user_id, created_at) values (77, '2026-01-01')
      """)
    let dashboard = Dashboard(database: database)
    for words in ["900006", "nobody", "no%40example.org", "%25", "' or 1=1 --".replacing(" ", with: "+")] {
      let answer = try dashboard.ask("/dashboard/explain?user=\(words)")
      #expect(answer.status == 404 && answer.json["error"]?["code"] == "unknown_learner", "\(words)")
      #expect(try dashboard.ask("/dashboard?user=\(words)").text.contains("No learner is known by this"), "\(words)")
    }
    let several = try dashboard.ask("/dashboard/explain?user=ada")
    #expect(several.status == 409 && several.json["error"]?["message"]?.string?.contains("1, 8") == true)
    let page = try dashboard.ask("/dashboard?user=ada").text
    #expect(page.contains("whom do you mean?") && page.contains(">Ada Byron, id 8</a>"))
    #expect(try dashboard.ask("/dashboard/explain?user=-5").json["user_id"] == -5)
    #expect(try dashboard.ask("/dashboard/explain?user=77").status == 200, "whom only the ledger knows")
  }

  @Test func anEpisodeIsToldByWhatItIsAbout() throws {
    let database = try Ledger.database()
    let dashboard = Dashboard(database: database)
    let page = { try dashboard.ask("/dashboard?user=2").text }
    #expect(try page().contains("<h4>Stroke &lt;care&gt; &amp; more, episode 1: active</h4>"))
    try database.run("delete from lms.courses")
    #expect(try page().contains("<h4>Course 1, episode 1: active</h4>"))
    try database.run(
      """
      create function rekindle_campaigns.course_completion_v1_contexts(as_of timestamptz, learners bigint[], subjects bigint[])
      returns table (user_id bigint, subject_id bigint, context text) language sql stable as $$
        select learners[1], subjects[1], '{"subject_name": "Ward round", "first_name": "Ada"}' $$
      """)
    #expect(try page().contains("<h4>Ward round, episode 1: active</h4>"))
    #expect(
      try dashboard.ask("/dashboard/explain?user=2").json["episodes"]?.array?.first?["subject_name"] == "Ward round")
  }

  @Test(arguments: [
    (#"{"segment": true}"#, "its conditions did not hold"),
    (#"{"event": "lms.session.ended"}"#, "No event lms.session.ended"),
    (#"{"inactive_days": 3, "lookback_days": 30}"#, "not quiet for long enough"),
  ])
  func whyNobodyEnrolledALearnerFollowsTheCampaignsEntryRule(_ enter: String, _ words: String) throws {
    let answer = try explain(
      "user=4",
      """
      set session_replication_role = replica;
      update rekindle.campaign_versions set definition = jsonb_set(definition, '{enter}',
        (definition->'enter') - 'inactive_days' - 'lookback_days' || '\(enter)')
      """)
    let sentence = answer["not_enrolled"]?.array?.first?["sentence"]?.string
    #expect(sentence?.contains(words) == true, "\(sentence ?? "")")
  }

  @Test
  func anUnknownCampaignIsNotFoundAndTheKnownOnesAreNamed() throws {
    let answer = try Dashboard(database: try Ledger.database()).ask("/dashboard/explain?user=1&campaign=nope")
    #expect(answer.status == 404 && answer.text.contains("course-completion"))
  }
}
