import Campaigns
import Domain
import JSON
import Testing

/// `replies:` of campaign.yaml.
@Suite struct KeywordReplyTests {
  private func mini(_ replies: String) -> MiniCampaign {
    var mini = MiniCampaign()
    mini.files["messages/video.sms.md"] = "---\nshorten: []\n---\n{{first_name}}, here it is: <{{course_link}}>\n"
    mini.files["campaign.yaml"] = (mini.files["campaign.yaml"] ?? "") + "replies: \(replies)\n"
    return mini
  }

  @Test func aKeywordHasTheMessageThatAnswersItOnTheChannelsThatItIsWrittenFor() throws {
    let compiled = try mini("{ Vidéo: video, DEMO: video }").compile()
    #expect(
      compiled.campaign.replies == [
        KeywordReply(keyword: "DEMO", template: "video", channels: [.sms]),
        KeywordReply(keyword: "Vidéo", template: "video", channels: [.sms]),
      ])
    #expect(compiled.campaign.replies.map(\.phrase) == ["demo", "video"])
    #expect(try Campaign(json: compiled.definition) == compiled.campaign)
    #expect(try CampaignPreview.pages(of: compiled).contains { $0.name == "video.learner.sms.txt" })
  }

  @Test func aCampaignWithoutThemIsStoredAsBefore() throws {
    #expect(try MiniCampaign().compile().definition["replies"] == nil)
  }

  @Test(arguments: [
    ("{ STOP: video }", "'STOP' is understood as STOP already"),
    ("{ yes: video }", "'yes' is understood as START already"),
    ("{ Hilfe: video }", "'Hilfe' is understood as HELP already"),
    ("{ Demo: video, DÉMO: video }", "are the same to whoever writes them"), ("{ '?!': video }", "is not a keyword"),
    (
      "{ DEMO: vidio }",
      "messages/vidio.whatsapp.md is missing: an answer is a text for whatsapp or sms, did you mean video?"
    ),
    ("{ DEMO: hello }", "messages/hello.whatsapp.md is missing"), ("[DEMO]", "replies must be a mapping"),
    ("{ DEMO: Video One }", "'Video One' is not the name of a message"),
  ])
  func whatCannotBeAnsweredIsAFault(replies: String, fault: String) {
    #expect(mini(replies).faults().contains { $0.contains(fault) }, "\(mini(replies).faults())")
  }

  @Test func anAnswerThatNobodyAsksForIsAFault() {
    var mini = mini("{ DEMO: video }")
    mini.replace("campaign.yaml", "replies: { DEMO: video }\n", "")
    #expect(mini.faults().contains { $0.contains("messages/video.sms.md:1: no step uses this message") })
  }
}
