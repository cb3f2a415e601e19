import Domain
import JSON
import Signing
import Store
import TestKit
import Testing

/// A learner writes back, and the built handlers answer (REQ-4-58).
@Suite(.database, .timeLimit(.minutes(20))) struct KeywordJourneyTests {
  private let school: School

  init() throws {
    school = try School()
    try school.admit(1...2, lastSeen: "2026-11-15T09:00:00Z")
    let campaign = MadeUpCampaign(
      "asked", subject: "session", enter: "  after: 1 hour",
      segment:
        "select u.user_id, 1::bigint as subject_id, null::timestamptz as last_activity_at from lms.users u where u.is_active and u.user_id = 1"
    )
    .replacing("campaign.yaml", "class: transactional", "class: marketing")
    .replacing("campaign.yaml", "steps:", "send_window: { sms: \"09:00-20:00\" }\nreplies: { DEMO: demo }\nsteps:")
    .with("messages/demo.sms.md", "---\nshorten: []\n---\n{{first_name}}, here it is.\n")
    let path = try campaign.write()
    let published = try school.run(
      "publish", role: "rekindle_owner",
      school.event("deploy.publish", at: "2026-01-01T00:00:00Z", data: ["path": .string(path)]))
    try #require(published.exitCode == 0, "\(published.output)")
    try school.detect(at: "2026-11-20T08:00:00Z")
    for announcement in try school.tick(at: "2026-11-20T10:00:00Z") { try school.send(announcement) }
  }

  /// Posts what learner 1 writes as Twilio does.
  @discardableResult
  private func write(_ text: String, id: String, at time: String) throws -> [JSON] {
    let form = [
      (name: "From", value: "+447900000001"), (name: "To", value: "+14155550100"), (name: "Body", value: text),
      (name: "SmsStatus", value: "received"), (name: "MessageSid", value: id),
    ]
    let signature = TwilioSigner(authToken: "secret").signature(
      url: "https://learn.example/webhooks/twilio", parameters: form)
    let body = form.map { "\($0.name)=\($0.value.replacing("+", with: "%2B").replacing(" ", with: "+"))" }.joined(
      separator: "&")
    let request: JSON = [
      "version": "2.0", "rawPath": "/webhooks/twilio", "rawQueryString": "",
      "headers": ["content-type": "application/x-www-form-urlencoded", "x-twilio-signature": .string(signature)],
      "requestContext": [
        "http": ["method": "POST", "path": "/webhooks/twilio", "sourceIp": "127.0.0.1"], "requestId": .string(id),
      ],
      "body": .string(body), "isBase64Encoded": false,
    ]
    let reply = try school.run(
      "delivery-webhook", role: "rekindle_webhook", school.event("http.request", at: time, data: request))
    let document = try JSON.parse(reply.stdout)
    try #require(document["statusCode"] == 204, "\(reply.output) \(reply.log)")
    return document["events"]?.array ?? []
  }

  private func answers() throws -> [[String?]] {
    try school.database.rows(
      "select d.template, d.status, coalesce(d.reason, '') from rekindle.message_deliveries d where d.answers is not null order by d.id"
    )
  }

  @Test func aKeywordIsAnsweredAtNightBeyondTheCapsOnceAndAfterASTOPNotAtAll() throws {
    let before = try school.accepted().count
    for _ in 0..<2 { try write("Demo, please!", id: "SM1", at: "2026-11-20T22:30:00Z") }
    for _ in 0..<2 {
      for announcement in try school.tick(at: "2026-11-20T22:31:00Z") { try school.send(announcement) }
    }
    #expect(try answers() == [["demo", "sent", ""]])
    #expect(try school.accepted().count == before + 1)

    try write("DEMO", id: "SM2", at: "2026-11-20T22:40:00Z")
    try write("STOP", id: "SM3", at: "2026-11-20T22:41:00Z")
    try write("DEMO", id: "SM4", at: "2026-11-20T22:42:00Z")
    for announcement in try school.tick(at: "2026-11-20T22:43:00Z") { try school.send(announcement) }
    #expect(try answers() == [["demo", "sent", ""], ["demo", "skipped", "opted_out"]])
    #expect(try school.accepted().count == before + 1)
    #expect(try school.database.rows("select rule from rekindle.violations").isEmpty)
    #expect(
      try school.database.rows("select body from rekindle.inbound_replies where body is not null") == [["DEMO"]])
  }

  @Test func anAnswerLeavesAtOnceAndOnce() throws {
    let before = try school.accepted().count
    let announced = try #require(try write("DEMO", id: "SM1", at: "2026-11-20T22:30:00Z").first)
    #expect(announced["type"] == "delivery.sms.due")
    try school.send(announced)
    #expect(try answers() == [["demo", "sent", ""]])
    #expect(try write("DEMO", id: "SM1", at: "2026-11-20T22:30:05Z") == [], "told twice it is answered once")
    #expect(try write("Thanks!", id: "SM2", at: "2026-11-20T22:30:09Z") == [])
    for announcement in try school.tick(at: "2026-11-20T22:31:00Z") { try school.send(announcement) }
    #expect(try school.accepted().count == before + 1)
    #expect(
      try school.database.rows(
        "select distinct a.provider from rekindle.delivery_attempts a join rekindle.message_deliveries d on d.id = a.delivery_id and d.answers is not null"
      )
        == [["twilio"]])
  }

  @Test func anAnswerGoesAlsoAfterTheGoalAndNotADayLater() throws {
    try write("DEMO", id: "SM1", at: "2026-11-21T10:00:00Z")
    try school.database.run(
      """
      insert into lms.user_course_progress (user_id, course_id, completion_percentage, modules_completed, completed_at)
      values (1, 1, 100, 8, '2026-11-21T10:00:30Z')
      """)
    for announcement in try school.tick(at: "2026-11-21T10:01:00Z") { try school.send(announcement) }
    #expect(try answers() == [["demo", "sent", ""]])
    try write("DEMO", id: "SM2", at: "2026-11-21T11:00:00Z")
    for announcement in try school.tick(at: "2026-11-22T11:00:00Z") { try school.send(announcement) }
    #expect(try answers() == [["demo", "sent", ""], ["demo", "skipped", "expired"]])
  }
}
