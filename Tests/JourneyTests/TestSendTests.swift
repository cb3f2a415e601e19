import Foundation
import JSON
import Store
import TestKit
import Testing

/// A message that somebody sends to themselves: from the API over the sender to the provider.
@Suite(.database, .timeLimit(.minutes(20))) struct TestSendTests {
  private static let time = "2026-11-20T10:00:00Z"

  private func ask(_ school: School, _ body: JSON) throws -> JSON {
    let request: JSON = [
      "version": "2.0", "rawPath": "/api/test-sends", "rawQueryString": "",
      "headers": ["content-type": "application/json", "authorization": "Bearer k"],
      "requestContext": [
        "http": ["method": "POST", "path": "/api/test-sends", "sourceIp": "127.0.0.1"], "requestId": "r",
      ],
      "body": .string(body.text), "isBase64Encoded": false,
    ]
    let started = try school.start("campaign-admin", role: "rekindle_admin", settings: ["ADMIN_KEYS": "k"])
    let event = school.event("http.request", at: Self.time, data: request)
    return try JSON.parse(started.finish(stdin: event.bytes, timeout: 60).stdout)
  }

  /// Holds REQ-4-70.
  @Test(arguments: [("email", "me@school.example", "welcome-back"), ("sms", "+15550100001", "sms")])
  func aTestGoesOutAsAMessageDoesAndNothingCountsIt(_ channel: String, _ address: String, _ template: String) throws {
    let school = try School()
    let database = school.database
    let answer = try ask(
      school,
      [
        "campaign": "course-completion", "template": .string(template), "channel": .string(channel),
        "address": .string(address),
      ])
    #expect(answer["statusCode"] == 202, "\(answer.text)")
    let announced = try #require(answer["events"]?.array?.first)
    #expect(announced["type"]?.string == "delivery.\(channel).test")
    #expect(!announced.text.contains(address), "the bus carries ids")
    #expect(try database.value("select body::text from rekindle.test_sends")?.contains("[Test] ") == true)

    let reply = try school.run("send-\(channel)", role: "rekindle_send_\(channel)", announced)
    let result = try JSON.parse(reply.stdout)["result"]
    #expect(result == ["tests_sent": 1, "tests_failed": 0], "\(reply.log)")
    #expect(try school.accepted().count == 1)
    try school.run("send-\(channel)", role: "rekindle_send_\(channel)", announced)
    #expect(try school.accepted().count == 1, "an event that is told twice sends nothing twice")

    #expect(
      try database.rows("select status, address, context::text, requested_by from rekindle.test_sends") == [
        ["sent", nil, nil, "ADMIN_KEYS"]
      ])
    for table in ["message_deliveries", "delivery_attempts", "tracked_links", "campaign_enrollments", "anomalies"] {
      #expect(try database.count("select count(*) from rekindle.\(table)") == 0, "\(table)")
    }
  }

  @Test func aTestOfAnInvitationHasItsMeeting() throws {
    let school = try School()
    let campaign = InvitationJourneyTests.campaign("group-meets", invite: "request", segment: "true")
    try school.publish(URL(filePath: campaign.write()))
    let answer = try ask(
      school,
      ["campaign": "group-meets", "template": "text", "channel": "calendar", "address": "me@school.example"])
    let announced = try #require(answer["events"]?.array?.first, "\(answer.text)")
    let provider = try ScriptedProvider(.sendGrid)
    let reply = try school.start(
      "send-calendar", role: "rekindle_send_calendar", settings: ["SENDGRID_BASE_URL": provider.address]
    ).finish(stdin: announced.bytes, timeout: 60)
    #expect(try JSON.parse(reply.stdout)["result"] == ["tests_sent": 1, "tests_failed": 0], "\(reply.log)")
    let mail = try #require(try provider.taken().first).content
    #expect(mail.text.contains("[Test] Your group") && mail["attachments"]?.array?.count == 1)
    #expect(try school.database.count("select count(*) from rekindle.invitations") == 0)
  }

  /// Holds REQ-4-57.
  @Test(arguments: [("approved", ["sent", nil]), ("paused", ["failed", "template_not_approved: welcome en: paused"])])
  func anApprovedWhatsAppTextIsMarkedInItsFirstValue(_ word: String, _ end: [String?]) throws {
    let school = try School()
    let campaign = MadeUpCampaign(
      "chat", subject: "course", enter: "  after: 1 hour",
      segment: "select u.user_id, 1::bigint as subject_id, null::timestamptz as last_activity_at from lms.users u"
    )
    .replacing("campaign.yaml", "channels: [sms]", "channels: [whatsapp]").without("messages/text.sms.md")
    .with(
      "messages/text.whatsapp.md",
      """
      ---
      template: welcome
      category: marketing
      button: { label: Open, url: "https://learn.example/agents" }
      ---
      Hello {{first_name}}, your course answers questions by day and by night, and waits for you.

      """)
    try school.publish(URL(filePath: campaign.write()))
    try school.database.run(
      "select rekindle.note_template('meta', 'welcome', 'en', '\(word)', null, null, null, '2026-11-01')")
    let answer = try ask(
      school, ["campaign": "chat", "template": "text", "channel": "whatsapp", "address": "+15550100001"])
    let announced = try #require(answer["events"]?.array?.first, "\(answer.text)")
    #expect(announced["type"] == "delivery.whatsapp.test")
    let meta = try PythonProcess(Self.meta, [])
    let address = "http://127.0.0.1:\(meta.line() ?? "")"
    let sender = try school.start(
      "send-whatsapp", role: "rekindle_send_whatsapp", settings: ["META_BASE_URL": address])
    _ = sender.finish(stdin: announced.bytes, timeout: 60)
    #expect(try school.database.rows("select status, detail from rekindle.test_sends") == [end])
    if word == "approved" {
      let body = meta.line() ?? ""
      #expect(body.contains("[Test] Ann") && body.contains("15550100001"), "\(body)")
    }
    for table in ["message_deliveries", "delivery_attempts", "tracked_links", "anomalies", "conversations", "consents"]
    {
      #expect(try school.database.count("select count(*) from rekindle.\(table)") == 0, "\(table)")
    }
  }

  /// Takes messages as Meta does; its first line is its port, each other line a message's body.
  private static let meta = """
    import http.server
    class Meta(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            print(self.rfile.read(int(self.headers["content-length"])).decode())
            body = b'{"messages": [{"id": "wamid.TEST"}]}'
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        def log_message(self, *_): pass
    server = http.server.HTTPServer(("127.0.0.1", 0), Meta)
    print(server.server_port)
    server.serve_forever()
    """

  @Test func whoSaidNoAtAnAddressGetsNoTestThere() throws {
    let school = try School()
    try school.database.run(
      """
      insert into rekindle.suppressions (user_id, channel, scope, address_hash, reason, source, opt_outs, created_at)
      values (0, 'sms', 'all', rekindle.address_hash('phone', '+15550100001'), 'opt_out', 'sms_reply', 0, '2026-11-01')
      """)
    let answer = try ask(
      school, ["campaign": "course-completion", "template": "sms", "channel": "sms", "address": "+15550100001"])
    #expect(answer["statusCode"] == 400 && answer["body"]?.string?.contains("/address") == true, "\(answer.text)")
    #expect(try school.database.count("select count(*) from rekindle.test_sends") == 0)
  }

  @Test func aTestToNoAddressSaysWhyItDidNotGoOut() throws {
    let school = try School()
    let answer = try ask(
      school, ["campaign": "course-completion", "template": "sms", "channel": "sms", "address": "my telephone"])
    try school.run("send-sms", role: "rekindle_send_sms", try #require(answer["events"]?.array?.first))
    #expect(
      try school.database.rows("select status, detail from rekindle.test_sends") == [["failed", "invalid_address"]])
    #expect(try school.accepted() == [])
  }
}
