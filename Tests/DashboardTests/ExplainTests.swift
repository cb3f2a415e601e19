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

  @Test
  func anUnknownCampaignIsNotFoundAndTheKnownOnesAreNamed() throws {
    let answer = try Dashboard(database: try Ledger.database()).ask("/dashboard/explain?user=1&campaign=nope")
    #expect(answer.status == 404 && answer.text.contains("course-completion"))
  }
}
