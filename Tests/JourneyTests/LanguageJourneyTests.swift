import Foundation
import JSON
import Store
import TestKit
import Testing

/// A campaign in two languages, from the segment to the provider, with real processes: each reads what their locale says, with
/// amounts and dates of that language, and whose language it has not reads its own.
@Suite(.database, .timeLimit(.minutes(20)))
struct LanguageJourneyTests {
  private static let campaign = MadeUpCampaign(
    "invoice", subject: "course", enter: "  after: 1 hour",
    segment: "select u.user_id, 1::bigint as subject_id, null::timestamptz as last_activity_at from lms.users u"
  )
  .replacing("campaign.yaml", "topic: course", "topic: course\nlanguages: { de: { subject: diesen Kurs } }")
  .with(
    "context.sql",
    """
    select u.first_name, rekindle.money(1234.5, 'EUR', l.locale) as price, rekindle.day_text(date '2026-12-01', l.locale) as day
      from lms.users u cross join lateral (select rekindle.locale(language, u.locale) as locale) l
     where u.user_id = learner and u.is_active
    """
  )
  .with("messages/text.sms.md", "---\nshorten: []\n---\n{{first_name}}: {{price}} until {{day}}.\n")
  .with("messages/de/text.sms.md", "---\nshorten: []\n---\n{{first_name}}: {{price}} bis {{day}}.\n")
  .with("samples/learner.json", #"{"first_name": "Ann", "price": "€1,234.50", "day": "1 December 2026"}"#)
  .with("samples/de/learner.json", #"{"first_name": "Jörg", "price": "1.234,50 €", "day": "1. Dezember 2026"}"#)

  private func school(_ texts: TextRecorder, _ campaign: MadeUpCampaign, locales: [String?]) throws -> School {
    let database = try TestDatabase.current()
    let school = try School(on: database, settings: ["TWILIO_BASE_URL": texts.address])
    try school.publish(URL(filePath: campaign.write()))
    for (index, locale) in locales.enumerated() {
      try database.insert(
        Fixture(
          "lms_data.users",
          [
            "user_id": .int(index + 1), "first_name": .text("L\(index + 1)"), "timezone": .text("UTC"),
            "phone_number": .text("+4915123456\(index + 100)"), "locale": .text(locale),
          ]))
    }
    try school.run("detect", role: "rekindle_detect", school.event("timer.detect", at: "2026-11-20T08:00:00Z"))
    return school
  }

  private func send(_ school: School) throws {
    let tick = try school.run(
      "schedule-tick", role: "rekindle_tick", school.event("timer.schedule-tick", at: "2026-11-20T12:00:00Z"))
    for event in try JSON.parse(tick.stdout)["events"]?.array ?? [] where event["type"] == "delivery.sms.due" {
      try school.run("send-sms", role: "rekindle_send_sms", event)
    }
  }

  @Test func whoseLocaleIsOfALanguageReadsItAndEverybodyElseTheCampaignsOwn() throws {
    let texts = try TextRecorder()
    let locales = ["de-DE", "fr-FR", "en-IN", "de_AT.UTF-8", "pt_BR", "nonsense", "", nil, "DE", "en-US"]
    let school = try school(texts, Self.campaign, locales: locales)
    try send(school)
    let taken: [String] = texts.take().map(\.text)
    let expected: [String] = [
      "L1: 1.234,50 € bis 1. Dezember 2026.", "L2: €1,234.50 until 1 December 2026.",
      "L3: €1,234.50 until 1 December 2026.", "L4: € 1.234,50 bis 1. Dezember 2026.",
      "L5: €1,234.50 until 1 December 2026.", "L6: €1,234.50 until 1 December 2026.",
      "L7: €1,234.50 until 1 December 2026.", "L8: €1,234.50 until 1 December 2026.",
      "L9: 1.234,50 € bis 1. Dezember 2026.", "L10: €1,234.50 until December 1, 2026.",
    ]
    #expect(Set(taken) == Set(expected) && taken.count == expected.count, "\(taken)")
    #expect(
      try school.database.count("select count(distinct template_hash) from rekindle.message_deliveries") == 2,
      "the ledger says which text it was")
  }

  @Test func aReminderEndsInTheOptOutOfItsLanguage() throws {
    let texts = try TextRecorder()
    let reminder = Self.campaign.replacing("campaign.yaml", "class: transactional", "class: reminder")
    let school = try school(texts, reminder, locales: ["de-DE", "fr-FR"])
    try send(school)
    let ends: [String] = texts.take().map { String($0.text.split(separator: "\n").last ?? "") }
    #expect(Set(ends) == ["Abmelden: mit STOP antworten", "Reply STOP to opt out"], "\(ends)")
  }
}
