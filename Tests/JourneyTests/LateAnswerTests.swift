import Domain
import Foundation
import FunctionContract
import FunctionHost
import JSON
import TestKit
import Testing

/// A provider that answers so late that something newer was said meanwhile: its answer is as old as the message that it is about.
@Suite(.database, .timeLimit(.minutes(20))) struct LateAnswerTests {
  /// Refuses every message after a while, and tells when it has one.
  private final class Provider: Sendable {
    private let server: HTTPServer
    private let came = DispatchSemaphore(value: 0)

    init(_ refusal: JSON) throws {
      server = try HTTPServer(HTTPServerSettings()) { [came] _ in
        came.signal()
        return .after(
          .seconds(2),
          HTTPResponse(status: 400, headers: ["content-type": "application/json"], body: refusal.bytes))
      }
    }

    deinit { server.stop() }

    var address: String { "http://127.0.0.1:\(server.port)" }

    func waitForAMessage() -> Bool { came.wait(timeout: .now() + 20) == .success }
  }

  private static let dueAt = "2026-11-20T10:00:00Z"
  private static let since = "2026-11-20T10:00:01Z"

  private func school(campaign: MadeUpCampaign) throws -> School {
    let school = try School(campaigns: [CampaignVariant("quiet", ["rollout: 100%": "rollout: 1%"])])
    try school.publish(URL(filePath: campaign.write()))
    try school.database.run("update rekindle.campaigns set status = 'paused' where slug = 'quiet'")
    try school.admit(1...1, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    return school
  }

  /// Sends what is due to the provider and lets `meanwhile` happen before it answers.
  private func send(_ school: School, to provider: Provider, _ meanwhile: () throws -> Void) throws {
    let announcement = try #require(try school.tick(at: Self.dueAt).first)
    let (handler, role) = try school.sender(of: announcement)
    let settings = ["TWILIO_BASE_URL": provider.address, "META_BASE_URL": provider.address]
    let sender = try school.start(handler, role: role, settings: settings)
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      let result = sender.finish(stdin: announcement.bytes, timeout: 60)
      if result.exitCode == 0 { done.signal() }
    }
    #expect(provider.waitForAMessage())
    try meanwhile()
    #expect(done.wait(timeout: .now() + 30) == .success)
  }

  private static let texts = MadeUpCampaign(
    "texts", subject: "course", enter: "  after: 1 hour",
    segment: "select u.user_id, 1::bigint as subject_id, null::timestamptz as last_activity_at from lms.users u")

  /// The word START after a STOP of yesterday, and as the first word of all.
  @Test(arguments: [true, false]) func whoComesBackWhileAnOlderMessageIsRefusedStays(hadStopped: Bool) throws {
    let school = try school(campaign: Self.texts)
    let provider = try Provider(["code": 21610, "message": "Attempt to send to unsubscribed recipient", "status": 400])
    func say(_ word: String, at time: String) throws {
      let form = [
        ("From", "+447900000001"), ("To", "+14155550100"), ("Body", word), ("SmsStatus", "received"),
        ("MessageSid", "SM\(word)"),
      ]
      let request = school.twilio(form.map { (name: $0.0, value: $0.1) }, at: time)
      #expect(try school.run("delivery-webhook", role: "rekindle_webhook", request).exitCode == 0)
    }
    if hadStopped {
      try school.database.run(
        "select rekindle.close_learner(1, 'sms', 'opt_out', '2026-11-01'), rekindle.lift(array(select id from rekindle.suppressions), null, '2026-11-02', '2026-11-02')"
      )
    }
    try send(school, to: provider) { try say("START", at: Self.since) }
    #expect(
      try school.database.rows("select status, reason from rekindle.message_deliveries") == [
        ["failed", "twilio_21610"]
      ])
    #expect(try school.database.count("select count(*) from rekindle.suppressions where lifted_at is null") == 0)
  }

  @Test func aBounceThatWasLiftedWhileAnOlderMessageBouncesStaysLifted() throws {
    let school = try school(campaign: Self.texts)
    let provider = try Provider(["code": 21211, "message": "Invalid 'To' phone number", "status": 400])
    try school.database.run(
      """
      insert into rekindle.suppressions (user_id, channel, scope, reason, source, opt_outs, created_at, address_hash, lifted_at)
      select 1, 'sms', 'all', 'bounce', 'provider', 1, '2026-11-01', a.address_hash, '2026-11-20T10:00:01Z' from rekindle.addresses a
       where a.user_id = 1 and a.channel = 'sms'
      """)
    try send(school, to: provider) {}
    #expect(try school.database.value("select status from rekindle.message_deliveries") == "failed")
    #expect(try school.database.count("select count(*) from rekindle.suppressions where lifted_at is null") == 0)
  }

  @Test func aTemplateThatIsApprovedAgainWhileAnOlderMessageIsRefusedForItsPauseStaysApproved() throws {
    let campaign = Self.texts.replacing("campaign.yaml", "channels: [sms]", "channels: [whatsapp, sms]")
      .with(
        "messages/text.whatsapp.md",
        "---\ntemplate: agents_first\ncategory: marketing\n---\nHello {{first_name}}, the agents of your course answer questions.\n"
      )
    let school = try school(campaign: campaign)
    try school.database.run(
      """
      select rekindle.note_template('meta', 'agents_first', 'en', 'approved', null, null, null, '2026-11-01');
      select rekindle.record_consent(1, 'whatsapp', true, 'form', 'Yes', '2026-11-01', '2026-11-01');
      """)
    let provider = try Provider(["error": ["code": 132015, "message": "Template is paused", "type": "OAuthException"]])
    try send(school, to: provider) {
      try school.database.run(
        "select rekindle.note_template('meta', 'agents_first', 'en', 'APPROVED', null, null, null, '\(Self.since)')")
    }
    #expect(
      try school.database.rows("select status, reason from rekindle.message_deliveries") == [["failed", "meta_132015"]])
    #expect(try school.database.value("select status from rekindle.whatsapp_templates") == "approved")
  }
}
