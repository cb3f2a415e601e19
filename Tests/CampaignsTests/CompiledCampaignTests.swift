import Campaigns
import Domain
import Foundation
import JSON
import Rendering
import Testing

@Suite
struct CompiledCampaignTests {
  @Test
  func theCampaignFileBecomesTheDomainsCampaign() throws {
    var mini = MiniCampaign()
    mini.replace(
      "campaign.yaml", "after: 1 hour",
      "after: 1 hour\n  rollout: 12.5%\n  holdout: 5%\n  reentry: { after: 30 days }\n  hourly: true\n"
        + "  request: { trial: agents, days: 14, until: has_trial }")
    mini.files["state.sql"] = "select true as has_trial"

    mini.replace("campaign.yaml", "zone: learner", "zone: learner, fallback_zone: Asia/Kolkata")
    mini.replace(
      "campaign.yaml", "steps:",
      "exclusive: course\npriority: 2\ngoal: { within: 14 days }\nretry: [5 minutes, 1 hour]\nsteps:")
    let campaign = try mini.compile().campaign
    #expect(
      campaign.enter
        == EntryRule(
          .silence(inactiveDays: 3, lookbackDays: 30), isHourly: true, delay: .hours(1), rollout: 1_250, holdout: 500,
          request: TrialRequest(product: "agents", days: 14, fact: "has_trial"), reentryAfter: .days(30)))
    #expect(campaign.sendWindows == [.email: SendWindow(from: 480, to: 1200)])
    #expect(campaign.maximumMessages == [.email: 8])
    #expect(campaign.fallbackZone == "Asia/Kolkata")
    #expect(campaign.exclusiveGroup == "course")
    #expect(campaign.priority == 2 && campaign.goalWithin == .days(14))
    #expect(campaign.retry.delays == [.minutes(5), .hours(1)])
    #expect(
      campaign.steps[0].templates == [StageTemplate(from: 1, name: "hello"), StageTemplate(from: 2, name: "again")])
    #expect(campaign.steps[0].timing == .every(.days(7)))
    #expect(campaign.steps[1].requires == [.email: 2])
    #expect(try Campaign(json: JSON.parse(campaign.json.text)) == campaign)
  }

  @Test
  func equalFoldersHaveEqualHashesAWordChangesTheCampaignsAndThatMessagesHashOnly() throws {
    let first = try MiniCampaign().compile()
    #expect(first.contentHash == (try MiniCampaign().compile().contentHash))
    var changed = MiniCampaign()
    changed.replace("messages/hello.email.md", "points in", "points for you in")
    let second = try changed.compile()
    #expect(second.contentHash != first.contentHash)
    #expect(second.messages["hello", .email]?.hash != first.messages["hello", .email]?.hash)
    #expect(second.messages["again", .email] == first.messages["again", .email])
    var sample = MiniCampaign()
    sample.replace("samples/learner.json", "Ann", "Eve")
    #expect(try sample.compile().contentHash == first.contentHash)
  }

  @Test
  func whatSendersReadBackIsWhatWasCompiled() throws {
    let messages = try MiniCampaign().compile().messages
    #expect(MessageCatalog(json: try JSON.parse(messages.json.text)) == messages)
  }

  @Test func blanksAtALinesEndNeverReachAnSMS() throws {
    var mini = MiniCampaign()
    mini.replace("messages/text.sms.md", "{{first_name}}, go on", "{{first_name}},  \n  go on\t\n\n  and")
    let source = try #require(try mini.compile().messages["text", .sms].flatMap { SMSSource(json: $0.body) })
    #expect(source.text.hasPrefix("{{first_name}}, go on\nand with"))
  }

  @Test func publishingSaysWhatAnSMSCostsWithNamesOfOtherScripts() throws {
    var mini = MiniCampaign()
    mini.replace("messages/text.sms.md", "go on with", String(repeating: "word ", count: 22) + "go on with")
    let notes = try mini.compile().notes.map(\.description)
    #expect(notes.count == 1 && notes[0].contains("segments instead of 2"), "\(notes)")
    mini.replace("messages/text.sms.md", "shorten:", "unicode_segments: 2\nshorten:")
    #expect(mini.faults().contains { $0.contains("with names in Devanagari the text needs") })
    mini.replace("messages/text.sms.md", "unicode_segments: 2", "unicode_segments: 11")
    #expect(mini.faults().contains { $0.contains("'11' is not a number from 1 to 10") })
  }

  @Test(arguments: [
    ("Team {{brand}}", "{{=<% %>=}}\nTeam <% brand %>", "hello.email.md:15: changed delimiters have no place"),
    ("subject: \"Hello", "subject: \"{{=<% %>=}}Hello", "hello.email.md:2: changed delimiters"),
    ("Team {{brand}}", "{{! two\nlines }}\nTeam", "hello.email.md:15: a tag or comment must begin and end on one line"),
    ("Team {{brand}}", "Team {{\nbrand}}", "hello.email.md:15: a tag or comment must begin and end on one line"),
    ("Go on, url", "\"{{=<% %>=}}\", url", "hello.email.md:4: changed delimiters"),
  ])
  func aTemplateThatTheSenderCouldNotReadIsAFault(old: String, new: String, fault: String) {
    var mini = MiniCampaign()
    mini.replace("messages/hello.email.md", old, new)
    #expect(mini.faults().contains { $0.contains(fault) }, "\(mini.faults())")
    var text = MiniCampaign()
    text.replace("messages/text.sms.md", "go on", "{{=<% %>=}}go on")
    #expect(text.faults().contains { $0.contains("text.sms.md:4: changed delimiters") })
    var reason = MiniCampaign()
    reason.replace("campaign.yaml", "reason: You", "reason: \"{{=<% %>=}}You")
    reason.replace("campaign.yaml", "{{course_name}}.", "<% course_name %>.\"")
    #expect(reason.faults().contains { $0.contains("campaign.yaml:6: changed delimiters") })
  }

  /// Holds X-58.
  @Test
  func everyMessageThatIsNotTransactionalCarriesItsOptOutAndNoKeyTakesItAway() throws {
    let marketing = try MiniCampaign().compile().messages
    let email = try #require(marketing["hello", .email].flatMap { EmailSource(json: $0.body) })
    let sms = try #require(marketing["text", .sms].flatMap { SMSSource(json: $0.body) })
    #expect(email.footer == .optOut(subject: "course", topic: "course"))
    #expect(sms.carriesOptOut)
    var transactional = MiniCampaign()
    transactional.replace("campaign.yaml", "class: marketing", "class: transactional")
    let receipt = try #require(try transactional.compile().messages["hello", .email])
    #expect(EmailSource(json: receipt.body)?.footer == .preferences)
  }
}
