import Campaigns
import Domain
import JSON
import Rendering
import Testing

@Suite
struct WhatsAppPhraseTests {
  private static let text = """
    ---
    template: mini_points
    category: marketing
    phrases:
      reward: "{{#has_points}}{{points}} points{{/has_points}}{{^has_points}}a good read{{/has_points}}"
    button: { label: Go on, url: "{{course_link}}" }
    ---
    Hello {{first_name}}, the course *{{course_name}}* brings you {{reward}}, and a little more than that.

    """

  private static func campaign(_ old: String = "", _ new: String = "") -> MiniCampaign {
    WhatsAppAuthorTests.campaign(old.isEmpty ? text : text.replacing(old, with: new))
  }

  @Test func anApprovedTextSaysByAPhraseWhatDiffersBetweenLearners() throws {
    var campaign = Self.campaign()
    campaign.files["samples/other.json"] = MiniCampaign.sample.replacing(
      "\"has_points\": true", with: "\"has_points\": false")
    let pages = try CampaignPreview.pages(of: campaign.compile())
    let page = { (name: String) in pages.first { $0.name == "text.\(name)" }?.text ?? "" }
    #expect(page("learner.whatsapp.txt").contains("brings you 3 points, and"))
    #expect(page("other.whatsapp.txt").contains("brings you a good read, and"))
    #expect(page("whatsapp.template.txt").contains("{{3}} is reward, such as 3 points"))
    let body = try #require(try campaign.compile().messages["text", .whatsapp]?.body)
    #expect(WhatsAppSource(json: body)?.json == body)
  }

  @Test(arguments: [
    ("{{points}} points{{/", "{{point}} points{{/", "5: the variable point is not in the sample, did you mean points?"),
    ("brings you {{reward}},", "brings you joy,", "2: the text does not use the phrase reward"),
    ("  reward:", "  Reward:", "5: 'Reward' is not a name of a-z, 0-9 and _"),
    ("  reward:", "  points:", "1: the phrase points would hide the value of this name; call it otherwise"),
    ("phrases:", "phrases:\n  more: \"{{reward}}\"", "2: the phrase more cannot use the phrase reward"),
    ("a good read", "94 % more", "5: the number 94 is written, not data"),
    ("template: mini_points\ncategory: marketing\n", "", "3: the key phrases belongs to an approved template"),
  ])
  func whatIsWrongWithAPhraseIsSaid(old: String, new: String, fault: String) {
    let faults = Self.campaign(old, new).faults()
    #expect(faults.contains { $0.hasPrefix("campaigns/mini/messages/text.whatsapp.md:\(fault)") }, "\(faults)")
  }

  @Test func aPhraseThatSaysNothingStopsTheMessage() {
    let faults = Self.campaign("{{points}} points", " ").faults()
    #expect(faults.contains { $0.contains("the variable reward is missing or blank") }, "\(faults)")
  }
}
