import Domain
import JSON
import Store
import TestKit
import Testing

/// What providers say of templates, and what a message that fell does to its cascade.
@Suite(.database) struct WhatsAppTemplateTests {
  private let now = Instant(seconds: 1_795_143_600)
  private let database: TestDatabase

  init() throws { database = try TestDatabase.current() }

  private func note(_ word: String, at: Instant, id: String? = nil, language: String = "en") throws -> String? {
    try database.connect().first(
      NoteTemplate(
        provider: "meta", name: "first", language: language, word: word, providerID: id, reason: word, now: at)
    ) ?? nil
  }

  @Test(arguments: [
    ("APPROVED", "approved"), ("REINSTATED", "approved"), ("received", "pending"), ("IN_APPEAL", "pending"),
    ("paused", "paused"), ("REJECTED", "rejected"), ("DISABLED", "disabled"), ("PENDING_DELETION", "disabled"),
  ])
  func eachWordOfAProvidersIsAStatus(word: String, status: String) throws { #expect(try note(word, at: now) == status) }

  @Test func aWordThatSaysNothingOfUseChangesNothing() throws {
    #expect(try note("FLAGGED", at: now) == nil)
    #expect(try note("APPROVED", at: now) == "approved")
    #expect(try note("FLAGGED", at: now + .hours(1)) == "approved")
  }

  @Test func olderNewsChangesNothingAndWhatIsNotSaidStays() throws {
    #expect(try note("PAUSED", at: now, id: "HX1") == "paused")
    #expect(try note("APPROVED", at: now - .hours(1)) == "paused")
    #expect(try note("APPROVED", at: now + .hours(1)) == "approved")
    #expect(try note("PENDING", at: now, language: "hi") == "pending", "a language is a template of its own")
    let templates = try database.connect().run(ReadTemplates(provider: "meta"))
    #expect(templates.first { $0.language == "en" }?.providerID == "HX1")
    #expect(templates.map(\.isApproved).filter { $0 }.count == 1)
    #expect(try database.connect().run(ReadTemplates(provider: "interakt")).isEmpty)
  }

  private func version(_ messages: JSON) -> Fixture {
    Fixture(
      "rekindle.campaign_versions",
      [
        "campaign_id": .int(1), "version": .int(1), "content_hash": .text("x"), "definition": .text("{}"),
        "messages": .text(messages.text), "published_at": .instant(now),
      ])
  }

  private let messages: JSON = [
    "a.whatsapp": ["hash": "a", "whatsapp": ["template": ["name": "first", "language": "en", "category": "utility"]]],
    "b.whatsapp": ["hash": "b", "whatsapp": ["template": ["name": "first", "language": "hi", "category": "utility"]]],
    "c.whatsapp": ["hash": "c", "whatsapp": ["text": "free"]], "a.sms": ["hash": "d", "sms": ["text": "x"]],
  ]

  @Test func aMessageIsAsApprovedAsItsTemplateInItsLanguage() throws {
    try database.insert(.campaign(at: now), version(messages))
    _ = try note("APPROVED", at: now)
    _ = try note("PAUSED", at: now, language: "hi")
    let rows = try database.connect().run(ReadApprovals(versions: [CampaignVersionID(campaign: 1, version: 1)]))
    let approvals = Dictionary(uniqueKeysWithValues: rows.map { ($0.message, $0.approval) })
    #expect(approvals == ["a": .approved, "b": .unapproved, "c": .conversation])
  }

  @Test func anAnswerToASendMarksTheTemplateOfItsMessage() throws {
    try database.insert(
      .campaign(at: now), version(messages), .recipient(1, at: now), .enrollment(of: 1, in: 1, at: now))
    let delivery = Fixture.delivery(of: 1, enrollment: 1, channel: .whatsapp, at: now)
      .with(["template": .text("b"), "provider": .text("meta")])
    let id = try database.insert(delivery)[0]
    _ = try database.connect().run(
      RefuseTemplate(deliveryID: id, status: "paused", reason: "meta_132015", now: now))
    let row = try database.rows("select name, language, status, reason from rekindle.whatsapp_templates")
    #expect(row == [["first", "hi", "paused", "meta_132015"]])
  }

  private static let waiting =
    #"[{"occurrences":1,"follow_up":{"channels":["sms"],"since":"2026-11-20T03:00:00Z","at":"2026-11-21T03:00:00Z"}}]"#

  /// One enrolment whose first channel's message was reserved, with the cascade's next look a day later.
  private func cascade(status: String = "scheduled") throws -> Int {
    try database.insert(
      .campaign(at: now), .recipient(1, at: now),
      .enrollment(of: 1, in: 1, dueAt: now + .hours(24), at: now).with(["steps": .text(Self.waiting)]),
      .delivery(of: 1, enrollment: 1, channel: .whatsapp, status: status, at: now))[3]
  }

  private func hasten() throws -> (Int?, [String?]) {
    let count = try database.connect().first(HastenCascades(now: now + .minutes(5)))
    return (
      count,
      try database.rows(
        "select steps #>> '{0,follow_up,at}', (next_due_at = $1)::text from rekindle.campaign_enrollments",
        .instant(now + .minutes(5)))[0]
    )
  }

  @Test(arguments: [
    "status = 'skipped', reason = 'too_long', attention_at = null",
    "status = 'skipped', reason = 'opted_out', attention_at = null",
  ])
  func aMessageThatFellBringsTheNextChannelForward(change: String) throws {
    let id = try cascade()
    try database.run("update rekindle.message_deliveries set \(change) where id = \(id)")
    let (count, row) = try hasten()
    #expect(count == 1)
    #expect(row == ["2026-11-20T03:05:00.000000Z", "true"])
    #expect(Instant(rfc3339: row[0] ?? "") == now + .minutes(5), "the planner reads what SQL wrote")
    #expect(try hasten().0 == 0, "once")
  }

  @Test(arguments: ["bounced_at", "dropped_at"]) func soDoesOneThatWasSentAndDidNotArrive(column: String) throws {
    let id = try cascade(status: "sent")
    try database.run("update rekindle.message_deliveries set \(column) = '2026-11-20 03:01Z' where id = \(id)")
    #expect(try hasten().0 == 1)
  }

  @Test(arguments: [
    "status = 'skipped', reason = 'expired', attention_at = null", "delivered_at = '2026-11-20 03:01Z'",
  ])
  func whatIsTooLateOrArrivedLeavesTheCascadeItsTime(change: String) throws {
    let id = try cascade()
    try database.run("update rekindle.message_deliveries set \(change) where id = \(id)")
    #expect(try hasten().0 == 0)
  }

  @Test func whereTheNextChannelHasBegunNothingIsHastened() throws {
    let id = try cascade()
    _ = try database.rows(
      """
      insert into rekindle.message_deliveries (user_id, enrollment_id, subject_id, campaign_id, version, class, step, occurrence,
        stage, channel, template, slot_at, scheduled_at, not_before, expires_at, attention_at)
      select user_id, enrollment_id, subject_id, campaign_id, version, class, step, occurrence, stage, 'sms', template, slot_at,
        scheduled_at, not_before, expires_at, attention_at from rekindle.message_deliveries where id = $1
      """, .int(id))
    try database.run(
      "update rekindle.message_deliveries set status = 'skipped', reason = 'too_long', attention_at = null where id = \(id)"
    )
    #expect(try hasten().0 == 0)
  }

  @Test func anEarlierOccurrencesMessageBringsNothingForward() throws {
    let id = try cascade()
    try database.run("update rekindle.campaign_enrollments set steps = jsonb_set(steps, '{0,occurrences}', '2')")
    try database.run(
      "update rekindle.message_deliveries set status = 'skipped', reason = 'too_long', attention_at = null where id = \(id)"
    )
    #expect(try hasten().0 == 0)
  }
}
