import Campaigns
import Testing

@Suite
struct RepeatedItemTests {
  @Test func aNumberedItemInASectionOfItsOwnIsOneListThatCounts() throws {
    var campaign = MiniCampaign()
    campaign.replace("messages/hello.email.md", "Team {{brand}}", "{{#modules}}\n1. {{module_name}}\n{{/modules}}")
    campaign.replace("samples/learner.json", "/m/1\"}", "/m/1\"}, {\"module_name\": \"Two\", \"module_url\": null}")
    let pages = try CampaignPreview.pages(of: campaign.compile())
    let page = { (name: String) in pages.first { $0.name == "hello.learner.email.\(name)" }?.text ?? "" }
    #expect(page("txt").contains("\n1. One\n2. Two\n\n"))
    #expect(page("html").matches(of: /<ol/).count == 1)
    #expect(page("html").matches(of: /<li/).count == 2)
  }
}
