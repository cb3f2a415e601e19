import JSON
import TestKit
import Testing

/// What people wrote back that asks for nothing we know: to be read for a while, and then gone.
@Suite(.database)
struct RepliesTests {
  private func database() throws -> TestDatabase {
    let database = try Ledger.database()
    try database.run(
      """
      select rekindle.take_reply('twilio', m, 'sms', n, i, b, '{}', a, a) from (values
        ('SM1', '+15550100001', 'other', 'Is <b>module 3</b> & 4 open?', timestamptz '2026-08-01T10:00:00Z'),
        ('SM2', '+15550109999', 'other', '=HYPERLINK("x") who is this', '2026-11-20T10:00:00Z'),
        ('SM3', '+15550100001', 'stop', 'STOP', '2026-11-20T11:00:00Z')) r(m, n, i, b, a)
      """)
    return database
  }

  @Test func theReportHasThemNewestFirstWithWhoMayHaveWrittenThem() throws {
    let dashboard = Dashboard(database: try database())
    let answer = try dashboard.ask("/dashboard/replies")
    #expect(answer.status == 200)
    let rows = answer.json.array ?? []
    #expect(rows.map { $0["text"] } == [#"=HYPERLINK("x") who is this"#, "Is <b>module 3</b> & 4 open?"])
    #expect(rows.map { $0["learners"] } == ["", "1"])
    #expect(rows.map { $0["received_at"] } == ["2026-11-20T10:00:00Z", "2026-08-01T10:00:00Z"])
    #expect(try dashboard.ask("/dashboard/replies?limit=1").json.array?.count == 1)
    #expect(try dashboard.ask("/dashboard/replies?limit=501").status == 400)
    #expect(try dashboard.ask("/dashboard/replies", key: nil).status == 401)
  }

  @Test func thePageEscapesWhatStrangersWroteAndTheTableForSpreadsheetsDoesToo() throws {
    let dashboard = Dashboard(database: try database())
    let page = try dashboard.ask("/dashboard/replies", accept: "text/html")
    #expect(page.status == 200 && page.headers["cache-control"]?.contains("no-store") == true)
    #expect(page.text.contains("Is &lt;b&gt;module 3&lt;/b&gt; &amp; 4 open?"))
    #expect(!page.text.contains("<b>module"))
    #expect(!page.text.contains("STOP</td>"), "what was understood is not kept")
    let table = try dashboard.ask("/dashboard/replies.csv").text
    #expect(!table.contains("\n=HYPERLINK") && !table.contains(",\"=HYPERLINK"), "\(table)")
  }

  /// Holds X-100.
  @Test func cleanupRemovesTheWordsAfterTheirTimeAndKeepsThatTheReplyCame() throws {
    let database = try database()
    let dashboard = Dashboard(database: database)
    try database.run(
      """
      insert into rekindle.conversations (address_hash, channel, last_inbound_at)
      values ('a', 'whatsapp', '2026-11-01'), ('b', 'whatsapp', '2026-11-20');
      insert into rekindle.test_sends (channel, campaign, version, template, address, requested_by, requested_at)
      values ('sms', 'c', 1, 't', '+15550100001', 'k', '2026-11-01'), ('sms', 'c', 1, 't', '+15550100002', 'k', '2026-11-21T09:59Z')
      """)
    #expect(try clean(database, at: Ledger.now)["replies"] == 1)
    #expect(
      try database.rows("select encode(address_hash, 'escape') from rekindle.conversations where channel = 'whatsapp'")
        == [["b"]])
    #expect(try database.rows("select address from rekindle.test_sends") == [["+15550100002"]], "nobody took the other")
    #expect(
      try dashboard.ask("/dashboard/replies").json.array?.map { $0["text"] } == [#"=HYPERLINK("x") who is this"#])
    #expect(try clean(database, at: Ledger.now)["replies"] == 0)
    #expect(try clean(database, at: "2027-03-01T00:00:00Z")["replies"] == 1)
    #expect(try dashboard.ask("/dashboard/replies").json == [])
    #expect(
      try dashboard.ask("/dashboard/replies", accept: "text/html").text.contains("Nobody wrote anything but STOP"))
    #expect(
      try database.rows("select message_id, intent, body from rekindle.inbound_replies order by message_id")
        == [["SM1", "other", nil], ["SM2", "other", nil], ["SM3", "stop", nil]])
    #expect(
      try database.rows(
        """
        select is_new::text from rekindle.take_reply('twilio', 'SM1', 'sms', '+15550100001', 'other', 'again', '{}', now(), now())
        """) == [["false"]], "a repetition brings no words back")
  }

  private func clean(_ database: TestDatabase, at time: String) throws -> JSON {
    let event: JSON = [
      "specversion": "1.0", "id": "t1", "source": "/timers", "type": "timer.cleanup", "time": .string(time),
    ]
    let environment = ["DATABASE_URL": database.url(role: "rekindle_cleanup"), "REKINDLE_CLOCK": "event"]
    let result = try Spawn(built: "cleanup", environment: environment).run(event.text)
    #expect(result.exitCode == 0, "\(result.output)")
    return try JSON.parse(result.stdout)["result"] ?? [:]
  }
}
