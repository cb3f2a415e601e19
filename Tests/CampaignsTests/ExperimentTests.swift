import Campaigns
import Domain
import JSON
import Rendering
import Testing

/// Variants in `campaign.yaml`, from the file to what is published.
@Suite struct ExperimentTests {
  /// The small campaign with a window for its goal, one message by email and its experiment.
  private static func campaign(_ variants: String, step: String = "template: hello", above: String = "") -> MiniCampaign
  {
    var mini = MiniCampaign()
    mini.replace("campaign.yaml", "steps:", "goal: { within: 14 days }\n\(above)steps:")
    mini.replace("campaign.yaml", "template: { 1: hello, 2+: again }", step + variants)
    if !(step + variants).contains("again"), !above.contains("again") { mini.files["messages/again.email.md"] = nil }
    return mini
  }

  private static let subjects = """

        experiment: subject
        variants:
          - { name: plain, share: 50% }
          - { name: asking, share: 50%, subject: "Shall we go on, {{first_name}}?" }
    """

  /// Holds REQ-4-84: a subject of a variant's own.
  @Test func aVariantsSubjectMakesAMessageThatDiffersInItAlone() throws {
    let compiled = try Self.campaign(Self.subjects).compile()
    #expect(
      compiled.campaign.experiments == [
        Experiment(
          name: "subject", step: "email",
          variants: [
            Variant(name: "plain", share: 5000),
            Variant(name: "asking", share: 5000, templates: ["email": [StageTemplate(from: 1, name: "hello--asking")]]),
          ])
      ])
    var usual = try #require(compiled.messages["hello", .email]?.body.object)
    let varied = try #require(compiled.messages["hello--asking", .email]?.body.object)
    usual["subject"] = "Shall we go on, {{first_name}}?"
    #expect(varied == usual)
    let pages = try CampaignPreview.pages(of: compiled)
    #expect(
      pages.contains {
        $0.name == "hello--asking.learner.email.txt" && $0.text.hasPrefix("Subject: Shall we go on, Ann?")
      })
    #expect(compiled.campaign.messageNames.isSuperset(of: ["hello", "hello--asking"]))
  }

  @Test func whatIsPublishedIsReadAgain() throws {
    let whole = """
      experiment: evening
      variants:
        - { name: any, share: 70% }
        - { name: evening, share: 30%, send_window: { email: "17:00-20:00" }, steps: { email: { template: again } } }

      """
    let campaign = try Self.campaign("", above: whole).compile().campaign
    #expect(campaign.experiments.first?.variants.last?.sendWindows == [.email: SendWindow(from: 1020, to: 1200)])
    #expect(try Campaign(json: JSON.parse(campaign.json.text)) == campaign)
  }

  /// Holds REQ-4-85, REQ-4-87 and REQ-4-88: wording, length and personalisation are another message of the step.
  @Test func aVariantMaySendAnotherMessageAndEachLearnerHasOne() throws {
    let other = Self.subjects.replacing("subject: \"Shall we go on, {{first_name}}?\"", with: "template: again")
    let campaign = try Self.campaign(other).compile().campaign
    #expect(campaign.assigned(["subject": "asking"]).steps[0].templates == [StageTemplate(from: 1, name: "again")])
    #expect(campaign.assigned(["subject": "plain"]).steps[0].templates == campaign.steps[0].templates)
    #expect(campaign.assigned(["subject": "asking"]).steps.map(\.variant) == ["asking", ""])
    #expect(campaign.assigned(["other": "asking"]) == campaign)
  }

  /// Each with what stands in the step, and the fault that it is.
  @Test(arguments: [
    ("name: plain, share: 50%", "name: plain, share: 40%", 21, "the shares add up to 90%, not to 100%"),
    ("name: asking, share", "name: plain, share", 22, "the variant plain stands twice"),
    ("Shall we go on, {{first_name}}?", "Go on, {{first_nam}}", 22, "the variable first_nam is not in the sample"),
    ("Shall we go on, {{first_name}}?", "Last chance", 22, "last chance"),
    (", subject: \"Shall we go on, {{first_name}}?\"", "", 22, "the variants plain and asking are the same"),
    ("subject: \"Shall", "template: nowhere, subject: \"Shall", 22, "a variant has one of subject and template"),
    ("subject: \"Shall we go on, {{first_name}}?\"", "template: nowhere", 15, "messages/nowhere.email.md is missing"),
    ("experiment: subject", "", 21, "variants need the key experiment"),
    ("name: plain, share: 50%", "name: plain, share: 50%, colour: red", 21, "the key colour is unknown"),
    (
      "share: 50%, subject", "share: 50%, send_window: { email: \"07:00-09:00\" }, subject", 22,
      "reaches beyond the campaign's"
    ),
  ])
  func aVariantThatIsWrongIsRefusedWithItsLine(_ text: String, _ other: String, _ line: Int, _ fault: String) {
    let faults = Self.campaign(Self.subjects.replacing(text, with: other)).faults()
    #expect(
      faults.contains { $0.hasPrefix("campaigns/mini/campaign.yaml:\(line):") && $0.contains(fault) }, "\(faults)")
  }

  @Test func withoutAWindowForTheGoalNothingCouldBeCounted() {
    var mini = Self.campaign(Self.subjects)
    mini.replace("campaign.yaml", "goal: { within: 14 days }\n", "")
    #expect(mini.faults().contains { $0.contains("variants need goal: { within: 14 days }") }, "\(mini.faults())")
  }

  @Test func aTranslatedMessageNeedsTheSubjectInItsLanguageToo() throws {
    var mini = Self.campaign(Self.subjects)
    mini.replace(
      "campaign.yaml", "steps:",
      "languages: { de: { reason: \"Wegen {{course_name}}.\", subject: diesen Kurs, topic: Kurse } }\nsteps:")
    mini.files["messages/de/hello.email.md"] = MiniCampaign.email
    #expect(mini.faults().contains { $0.contains("the variant asking has no subject in de") }, "\(mini.faults())")
    mini.replace(
      "campaign.yaml", "subject: \"Shall we go on, {{first_name}}?\"",
      "subject: { en: \"Shall we, {{first_name}}?\", de: \"Machen wir weiter, {{first_name}}?\" }")
    let compiled = try mini.compile()
    let key = MessageCatalog.Key("hello--asking", .email, in: "de")
    #expect(compiled.messages.entries[key]?.body["subject"] == "Machen wir weiter, {{first_name}}?")
    mini.replace("campaign.yaml", "de: \"Machen", "fr: \"Machen")
    #expect(mini.faults().contains { $0.contains("the message hello is not in fr") })
  }
}
