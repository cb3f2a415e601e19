import Campaigns
import Domain
import JSON
import Rendering
import Testing

/// The colour that a campaign or a message names.
@Suite
struct ThemeTests {
  private func theme(_ yaml: String, _ front: String) throws -> String? {
    var mini = MiniCampaign()
    mini.replace("campaign.yaml", "title:", "\(yaml)\ntitle:")
    mini.replace("messages/hello.email.md", "subject:", "\(front)\nsubject:")
    mini.replace("messages/hello.email.md", "Team {{brand}}", "# Heading")
    let source = try #require(try mini.compile().messages["hello", .email].flatMap { EmailSource(json: $0.body) })
    #expect(source.html.contains(";color:#") == (source.theme != nil), "the heading has a shade of it")
    return source.theme
  }

  /// Holds REQ-3-18.
  @Test func aMessageHasTheCampaignsColourOrItsOwn() throws {
    #expect(try theme("", "") == nil)
    #expect(try theme("theme: \"#4CAF50\"", "") == "#4caf50")
    #expect(try theme("theme: \"#4CAF50\"", "theme: \"#f44336\"") == "#f44336")
    #expect(try theme("", "theme: \"#f44336\"") == "#f44336")
  }

  @Test(arguments: [
    ("theme: green", "'green' is not a colour such as '#4CAF50'"), ("theme: \"#4CAF5\"", "'#4CAF5' is not a colour"),
    ("theme: #4CAF50", "a colour such as '#4CAF50' must stand here"),
  ])
  func whatIsNoColourIsRefused(key: String, fault: String) {
    var mini = MiniCampaign()
    mini.replace("campaign.yaml", "title:", "\(key)\ntitle:")
    #expect(mini.faults().contains { $0.hasPrefix("campaigns/mini/campaign.yaml:2: \(fault)") }, "\(mini.faults())")
    var message = MiniCampaign()
    message.replace("messages/hello.email.md", "subject:", "\(key)\nsubject:")
    #expect(message.faults().contains { $0.contains("hello.email.md:2: \(fault)") }, "\(message.faults())")
  }

  @Test func whoChoosesAColourIsToldWhichShadeIsRead() throws {
    var mini = MiniCampaign()
    mini.replace("campaign.yaml", "title:", "theme: \"#FF9800\"\ntitle:")
    let note = try #require(try mini.compile().notes.map(\.description).first { $0.contains("campaign.yaml:2:") })
    #expect(note.contains("white text on #ff9800 has a contrast of 2.15 : 1; headings and buttons take #"))
    mini.replace("campaign.yaml", "#FF9800", "#0b57d0")
    #expect(try !mini.compile().notes.contains { $0.description.contains("campaign.yaml:2:") })
  }
}
