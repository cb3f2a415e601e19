import Domain
import Foundation
import JSON
import Signing
import Store
import TestKit
import Testing

/// A conversation on WhatsApp through the built handlers: what learners press and write, and what comes back.
@Suite(.database, .timeLimit(.minutes(20))) struct WhatsAppConversationTests {
  private let school: School

  init() throws {
    school = try School(campaigns: [CampaignVariant("quiet", ["rollout: 100%": "rollout: 1%"])])
    let campaign = MadeUpCampaign(
      "agents", subject: "course", enter: "  after: 1 hour",
      segment: "select u.user_id, 1::bigint as subject_id, null::timestamptz as last_activity_at from lms.users u"
    )
    .replacing("campaign.yaml", "channels: [sms]", "channels: [whatsapp, sms]")
    .replacing("campaign.yaml", "steps:", "replies: { DEMO: demo }\nsteps:")
    .with(
      "messages/text.whatsapp.md",
      """
      ---
      template: agents_first
      category: marketing
      replies: [ { label: Show me, payload: demo } ]
      ---
      Hello {{first_name}}, the agents of your course answer questions by day and by night.

      """
    )
    .with("messages/demo.whatsapp.md", "---\n---\n{{first_name}}, here it is.\n")
    try school.publish(URL(filePath: campaign.write()))
    try school.database.run(
      """
      update rekindle.campaigns set status = 'paused' where slug = 'quiet';
      select rekindle.note_template('meta', 'agents_first', 'en', 'approved', null, null, null, '2026-11-01');
      select rekindle.record_consent(1, 'whatsapp', true, 'form', 'Yes', '2026-11-01', '2026-11-01');
      """)
    try school.admit(1...2, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
  }

  private func sendAll(at time: String) throws {
    for announcement in try school.tick(at: time) { try school.send(announcement) }
  }

  /// The ledger as `learner channel template status reason`, in its order.
  private func ledger() throws -> [String] {
    try school.database.rows(
      """
      select concat_ws(' ', d.user_id, d.channel, d.template, rekindle.shown_status(d), d.reason) from rekindle.message_deliveries d
       order by d.id
      """
    ).compactMap { $0[0] }
  }

  /// Posts one message of learner 1 as Meta does.
  private func post(_ members: [String: JSON], id: String, said: String, told: String? = nil) throws {
    let at = try #require(Instant(rfc3339: said))
    let own: [String: JSON] = [
      "from": "447900000001", "id": .string(id), "timestamp": .string("\(at.seconds)"),
    ]
    let message = JSON.object(own.merging(members) { $1 })
    let body: JSON = [
      "object": "whatsapp_business_account",
      "entry": [["id": "1", "changes": [["field": "messages", "value": ["messages": [message]]]]]],
    ]
    let request: JSON = [
      "version": "2.0", "rawPath": "/webhooks/meta", "rawQueryString": "",
      "headers": ["x-hub-signature-256": .string(BodySigner(secret: "app").signature(of: body.bytes))],
      "requestContext": [
        "http": ["method": "POST", "path": "/webhooks/meta", "sourceIp": "127.0.0.1"], "requestId": .string(id),
      ],
      "body": .string(body.text), "isBase64Encoded": false,
    ]
    let handler = try school.start(
      "delivery-webhook", role: "rekindle_webhook", settings: ["META_APP_SECRET": "older,app"])
    let reply = handler.finish(
      stdin: school.event("http.request", at: told ?? said, data: request).bytes, timeout: 60)
    try #require(try JSON.parse(reply.stdout)["statusCode"] == 204, "\(reply.output) \(reply.log)")
  }

  private func write(_ text: String, id: String, said: String, told: String? = nil) throws {
    try post(["type": "text", "text": ["body": .string(text)]], id: id, said: said, told: told)
  }

  @Test func aPressedButtonIsAClickAndItsKeywordIsAnsweredAsAFreeText() throws {
    try sendAll(at: "2026-11-20T10:00:00Z")
    #expect(try ledger() == ["1 whatsapp text sent", "2 sms text sent"])
    let id = try #require(
      try school.database.value(
        "select provider_message_id from rekindle.message_deliveries where channel = 'whatsapp'"))
    for _ in 0..<2 {
      try post(
        ["type": "button", "button": ["payload": "demo", "text": "Show me"], "context": ["id": .string(id)]],
        id: "in-1",
        said: "2026-11-20T23:05:00Z")
    }
    try sendAll(at: "2026-11-20T23:06:00Z")
    #expect(try ledger() == ["1 whatsapp text clicked", "2 sms text sent", "1 whatsapp demo sent"])
    #expect(
      try school.database.rows("select kind, detail from rekindle.delivery_events where kind = 'click'")
        == [["click", "demo"]])

    try write("DEMO", id: "in-2", said: "2026-11-21T10:00:00Z", told: "2026-11-22T10:00:01Z")
    try sendAll(at: "2026-11-22T10:01:00Z")
    #expect(try ledger().count == 3, "a day later there is no answer, and a person reads the question")
    #expect(
      try school.database.rows("select body from rekindle.inbound_replies where body is not null") == [["DEMO"]])
    #expect(try school.database.rows("select rule from rekindle.violations").isEmpty)
  }

  @Test func aSTOPOnWhatsAppLeavesTheNextMessageToSMS() throws {
    try sendAll(at: "2026-11-20T10:00:00Z")
    try write("Stop, please", id: "in-1", said: "2026-11-20T10:05:00Z")
    try write("DEMO", id: "in-2", said: "2026-11-20T10:06:00Z")
    try sendAll(at: "2026-11-20T10:07:00Z")
    #expect(try ledger() == ["1 whatsapp text sent", "2 sms text sent"])
    try sendAll(at: "2026-11-27T10:00:00Z")
    #expect(try ledger().suffix(2).sorted() == ["1 sms text sent", "2 sms text sent"])
  }

  /// What stands for the number that learner 1 has.
  private func numberHash() throws -> String {
    try #require(
      try school.database.value(
        "select encode(address_hash, 'hex') from rekindle.addresses where user_id = 1 and channel = 'whatsapp'"))
  }

  /// Claims what is reserved on WhatsApp for the number with that hash.
  private func claim(_ hash: String) throws -> [[String?]] {
    try school.database.connect(role: "rekindle_send_whatsapp").texts(
      """
      select k.status from rekindle.message_deliveries d cross join lateral rekindle.claim_deliveries(
          d.campaign_id, d.version, '2026-11-20 10:00:10Z', 'meta', array[d.id], array[d.user_id], array[d.subject_id], array[7::bigint],
          array['hash'], array[decode($1, 'hex')], null, null, 'UTC', '{}', '{}', '{}', '{}', '{1}') k
       where d.channel = 'whatsapp'
      """, [.text(hash)])
  }

  @Test func aNumberThatChangesBehindTheTextIsNotWrittenTo() throws {
    try school.tick(at: "2026-11-20T10:00:00Z")
    let before = try numberHash()
    try school.database.run("update lms.users set phone_number = '+447900000099' where user_id = 1")
    #expect(try claim(before) == [["skipped"]])
    #expect(try ledger().first == "1 whatsapp text skipped no_address")
  }

  @Test func theTickAsksForConsentAndTheClaimAsksAgain() throws {
    let announcements = try school.tick(at: "2026-11-20T10:00:00Z")
    #expect(try ledger() == ["1 whatsapp text scheduled", "2 sms text scheduled"], "2 has not agreed")
    let hash = try numberHash()
    try school.database.run(
      "select rekindle.record_consent(1, 'whatsapp', false, 'support', 'no more', '2026-11-20 10:00Z', '2026-11-20 10:00Z')"
    )
    #expect(try claim(hash) == [["skipped"]], "written while it was agreed to")
    #expect(try ledger() == ["1 whatsapp text skipped no_address", "2 sms text scheduled"])
    for announcement in announcements { try school.send(announcement) }
    #expect(try ledger() == ["1 whatsapp text skipped no_address", "2 sms text sent"])
  }

  @Test func whatWasReservedBeforeConsentWasTakenBackIsNotSent() throws {
    let announcements = try school.tick(at: "2026-11-20T10:00:00Z")
    try school.database.run(
      "select rekindle.record_consent(1, 'whatsapp', false, 'support', 'no more', '2026-11-20 10:00Z', '2026-11-20 10:00Z')"
    )
    for announcement in announcements { try school.send(announcement) }
    #expect(try ledger().prefix(2) == ["1 whatsapp text skipped no_address", "2 sms text sent"])
  }
}
