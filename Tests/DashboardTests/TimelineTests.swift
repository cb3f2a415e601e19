import JSON
import TestKit
import Testing

/// Everything that happened with one learner, with reasons in words, a page at a time.
@Suite(.database)
struct TimelineTests {
  private func dashboard() throws -> Dashboard {
    let database = try Ledger.database()
    try database.run(
      """
      insert into rekindle.delivery_events (delivery_id, kind, occurred_at, detail, is_suspect, provider, received_at) values
        (2, 'delivered', '2026-11-20T09:01:00Z', '', false, 'sendgrid', '2026-11-20T09:01:01Z'),
        (2, 'open', '2026-11-20T09:02:00Z', '', true, 'sendgrid', '2026-11-20T09:02:01Z'),
        (2, 'complaint', '2026-11-20T09:03:00Z', '', false, 'sendgrid', '2026-11-20T09:03:01Z'),
        (2, 'click', '2026-11-20T10:00:00Z', '0', false, 'sendgrid', '2026-11-20T10:00:01Z');
      insert into rekindle.suppressions (user_id, channel, scope, reason, source, opt_outs, created_at, lifted_at, lift_note)
      values (1, 'sms', 'all', 'opt_out', 'sms_reply', 1, '2026-11-20T11:00:00Z', '2026-11-20T12:00:00Z', 'asked by phone');
      insert into rekindle.consents values (1, 'whatsapp', true, 'user_settings', '2026-11-10');
      insert into rekindle.wishes (user_id, snoozed_until, is_weekly, from_minute, to_minute, hour, changed_at)
      values (1, '2026-12-01', true, 480, 750, 19, '2026-11-20T13:00:00Z');
      insert into rekindle.inbound_replies (provider, message_id, channel, address_hash, intent, body, learners, occurred_at, received_at)
      values ('twilio', 'SM1', 'sms', '', 'other', 'A canary of a text', '{1}', '2026-11-20T14:00:00Z', '2026-11-20T14:00:00Z')
      """)
    return Dashboard(database: database)
  }

  @Test func everythingStandsInTheOrderOfTimeWithItsReason() throws {
    let dashboard = try dashboard()
    let answer = try dashboard.ask("/dashboard/learners/1")
    let rows = try #require(answer.json["timeline"]?.array)
    #expect(
      rows.map { $0["what"]?.string } == [
        "Next look", "Wrote back", "Wishes", "No taken back", "Said no", "Goal reached", "Clicked", "Sent",
        "Complained", "Opened", "Delivered", "Sent", "Sent", "Presumed sent", "Agreed", "Came in", "Came in",
      ])
    #expect(
      rows[2]["words"]
        == "nothing before 2026-12-01, at most one message a week, between 08:00 and 12:30, learns at 19:00")
    #expect(rows[3]["words"] == "everything, asked by phone" && rows[4]["words"] == "everything, by sms reply")
    #expect(rows[6]["words"] == "Link 1 of the message." && rows[9]["words"]?.string?.contains("scanner") == true)
    #expect(rows[8]["words"]?.string == nil, "a provider reported it, and closed no scope")
    #expect(rows[6]["subject"] == "Stroke <care> & more" && rows[6]["campaign"] == "Course completion")
    #expect(!answer.text.contains("canary"), "what people wrote stands elsewhere")
    let skipped = try dashboard.ask("/dashboard/learners/2").json["timeline"]?.array?.first { $0["kind"] == "skipped" }
    #expect(skipped?["words"]?.string?.contains("as many messages in a day") == true)
    let refused = try dashboard.ask("/dashboard/learners/3").json["timeline"]?.array?.first { $0["what"] == "Over" }
    #expect(refused?["reason"] == "opted_out" && refused?["words"]?.string?.isEmpty == false)
  }

  @Test func thePageIsForPeopleAndWhoeverLooksStandsInTheTrail() throws {
    let dashboard = try dashboard()
    let page = try dashboard.ask("/dashboard/learners/1?format=html").text
    #expect(page.contains("<h1 id=\"learners\">Timeline of a learner, id 1</h1>"))
    #expect(page.contains("data-label=\"What\">Said no</td>") && page.contains("Stroke &lt;care&gt; &amp; more"))
    #expect(!page.contains("<nav"), "there is one page only")
    #expect(try dashboard.ask("/dashboard/learners/999?format=html").text.contains("Nothing has happened"))
    #expect(try dashboard.ask("/dashboard/learners/one").status == 400)
    #expect(try dashboard.ask("/dashboard/learners/1", key: "wrong").status == 401)
    #expect(
      try dashboard.database.rows("select distinct subject from rekindle.audit_entries order by 1").compactMap(\.[0])
        == ["learner 1", "learner 999"])
  }

  @Test func aLongLifeHasPagesAndTheQuestionWhyLeadsThere() throws {
    let dashboard = try dashboard()
    try dashboard.database.run(
      """
      insert into rekindle.delivery_events (delivery_id, kind, occurred_at, provider, received_at)
      select 2, 'open', timestamptz '2026-11-20T10:00:00Z' + make_interval(secs => n), 'sendgrid', '2026-11-20' from generate_series(1, 200) n
      """)
    let pages = try (1...3).map { try dashboard.ask("/dashboard/learners/1?page=\($0)").json }
    #expect(pages.map { $0["timeline"]?.array?.count } == [100, 100, 17])
    #expect(pages.map { $0["next"] } == ["?page=2", "?page=3", nil])
    let times = pages.flatMap { $0["timeline"]?.array ?? [] }.compactMap { $0["at"]?.string }
    #expect(times == times.sorted(by: >) && times.count == 217)
    let page = try dashboard.ask("/dashboard/learners/1?page=2&format=html").text
    #expect(page.contains("<a rel=\"prev\" href=\"?format=html&amp;page=1\">Newer</a>"))
    #expect(page.contains("<a rel=\"next\" href=\"?format=html&amp;page=3\">Older</a>"))
    #expect(try dashboard.ask("/dashboard?user=1").text.contains("href=\"/dashboard/learners/1?format=html\""))
    #expect(try dashboard.ask("/dashboard/learners/1?page=0").status == 400)
  }
}
