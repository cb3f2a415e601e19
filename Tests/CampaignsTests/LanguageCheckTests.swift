import Campaigns
import Domain
import Foundation
import JSON
import Rendering
import TestKit
import Testing

/// What publish asks of a campaign's further languages.
@Suite
struct LanguageCheckTests {
  private static let words = """
    languages:
      de: { reason: "Sie sind in {{course_name}}.", subject: diesen Kurs, topic: Kurserinnerungen }
    """
  private static let german = MiniCampaign.email.replacing("Hello {{first_name}},", with: "Guten Tag {{first_name}},")
    .replacing("Go on", with: "Weiter")

  /// The small campaign with one of its messages in German.
  private func bilingual() -> MiniCampaign {
    var campaign = MiniCampaign()
    campaign.replace("campaign.yaml", "topic: course", "topic: course\n\(Self.words)")
    campaign.files["messages/de/hello.email.md"] = Self.german
    return campaign
  }

  @Test func aTranslationIsAMessageOfItsOwnBesideTheOneThatItTranslates() throws {
    let campaign = try bilingual().compile()
    let german = campaign.messages.entries.keys.filter { $0.language == "de" }
    #expect(german == [MessageCatalog.Key("hello", .email, in: "de")])
    let email = try #require(campaign.messages["de/hello", .email].flatMap { EmailSource(json: $0.body) })
    #expect(email.language == "de" && email.reason == "Sie sind in {{course_name}}.")
    #expect(email.footer == .optOut(subject: "diesen Kurs", topic: "Kurserinnerungen"))
    let entry = try #require(campaign.messages["de/hello", .email])
    let parts = try CampaignPreview.parts(of: entry, on: .email, with: JSON.parse(MiniCampaign.sample))
    let (html, text) = (parts["html"] ?? "", parts["txt"] ?? "")
    for words in [
      "<html lang=\"de\"", "Keine Erinnerungen mehr an diesen Kurs", "Keine Kurserinnerungen mehr",
      "Auswählen, was wir Ihnen senden dürfen", "Fragen?",
    ] { #expect(html.contains(words), "\(words)") }
    #expect(!text.isEmpty && !text.contains("Stop") && !text.contains("Questions"))
    let plain = try MiniCampaign().compile()
    #expect(campaign.messages["hello", .email] == plain.messages["hello", .email])
    #expect(campaign.contentHash != plain.contentHash)
  }

  @Test func whatIsNotTranslatedIsToldAndFallsBack() throws {
    #expect(
      try bilingual().compile().notes.map(\.description) == [
        "campaigns/mini/campaign.yaml:6: not in de, so its readers get en: messages/again.email.md, messages/text.sms.md"
      ])
  }

  @Test func aLanguageHasSamplesOfItsOwnOrTheCampaigns() throws {
    var campaign = bilingual()
    #expect(try pages(campaign).contains("hello.de.learner.email.html"))
    campaign.files["samples/de/anna.json"] = MiniCampaign.sample.replacing("Ann", with: "Anna")
    #expect(
      try pages(campaign) == [
        "again.learner.email.html", "again.learner.email.txt", "hello.de.anna.email.html", "hello.de.anna.email.txt",
        "hello.learner.email.html", "hello.learner.email.txt", "text.learner.sms.txt",
      ])
    campaign.files["samples/de/anna.json"] = MiniCampaign.sample.replacing("points\"", with: "pionts\"")
    #expect(campaign.faults().contains { $0.contains("samples/de/anna.json:1: pionts must stand in every sample") })
  }

  private func pages(_ campaign: MiniCampaign) throws -> [String] {
    try CampaignPreview.pages(of: campaign.compile()).map(\.name)
  }

  @Test(arguments: [
    ("Team {{brand}}", "Team", "{{brand}} is missing, which messages/hello.email.md prints"),
    (
      "Team {{brand}}", "Team {{brand}}, {{support_email}}",
      "{{support_email}} is not printed by messages/hello.email.md"
    ),
    ("Team {{brand}}", "{{brand}}", nil),
    ("url: \"{{course_link}}\"", "url: \"https://c.example/other\"", "the links lead elsewhere than those of"),
    ("Guten Tag", "{{points}} Guten Tag", nil),
  ])
  func aTranslationSaysTheSame(old: String, new: String, fault: String?) {
    var campaign = bilingual()
    campaign.replace("messages/de/hello.email.md", old, new)
    guard let fault else { return #expect(campaign.faults() == []) }
    #expect(campaign.faults().contains { $0.contains(fault) }, "\(campaign.faults())")
  }

  @Test func whatALanguageLacksIsNamed() {
    var campaign = bilingual()
    campaign.replace("campaign.yaml", ", subject: diesen Kurs, topic: Kurserinnerungen", "")
    #expect(campaign.faults().contains { $0.contains("emails in de need languages.de.subject and .topic") })
    campaign.replace("campaign.yaml", "reason: \"Sie sind in {{course_name}}.\"", "")
    #expect(campaign.faults().contains { $0.contains("emails need the key languages.de.reason") })
  }

  @Test(arguments: [
    ("messages/cs/text.sms.md", "the phrases of footers, such as \"Reply STOP to opt out\", are not there in cs"),
    ("messages/DE/text.sms.md", "DE is no language: name the folder by a tag such as de or pt-BR, here de"),
    ("messages/german/text.sms.md", "german is no language"),
    ("messages/de/txt.sms.md", "messages/txt.sms.md is missing, which this translates, did you mean text?"),
  ])
  func aFolderThatNobodyReadsIsNamed(file: String, fault: String) {
    var campaign = bilingual()
    campaign.files[file] = MiniCampaign.sms
    #expect(campaign.faults().contains { $0.contains(fault) }, "\(campaign.faults())")
  }

  @Test func aLanguageWithoutAMessageIsNamed() {
    var campaign = bilingual()
    campaign.files["messages/de/hello.email.md"] = nil
    #expect(campaign.faults().contains { $0.contains("no message is in de: write messages/de/") })
  }

  @Test func aShortMessageInAnotherLanguageKeepsToItsSegments() {
    var campaign = bilingual()
    campaign.files["messages/de/text.sms.md"] = MiniCampaign.sms.replacing(
      "go on with", with: String(repeating: "nun weiter mit dem Kurs ", count: 15))
    #expect(campaign.faults().contains { $0.contains("messages/de/text.sms.md") && $0.contains("segments") })
  }

  @Test func everyLanguageWithPhrasesHasWaysToWriteAmountsAndDays() throws {
    let rows = try String(
      contentsOf: PackageFolder.url.appending(path: "infra/database/rows/languages.sql"), encoding: .utf8)
    let written = rows.split(separator: "\n").compactMap { $0.firstMatch(of: #/^  \('([a-z]+)', /#)?.1 }.map(
      String.init)
    #expect(Set(written) == Set(Phrases.all.keys))
  }

  @Test func everyLanguageHasPhrasesThatFitAShortMessage() throws {
    for (tag, phrases) in Phrases.all {
      #expect(SMSSegments(phrases.replyStop).count == 1 && phrases.replyStop.contains("STOP"), "\(tag)")
      #expect(["hi", "ja"].contains(tag) == (SMSSegments(phrases.replyStop).encoding == .ucs2), "\(tag)")
    }
  }
}
