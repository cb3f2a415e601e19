import Domain
import JSON
import Rendering
import Testing

@testable import Campaigns

/// Invitations as an author writes them.
@Suite struct CalendarAuthorTests {
  private static let text = MiniCampaign.email.replacing("---\nsubject", with: "---\ninvite: request\nsubject")
  private static let meeting =
    #""meeting": {"id": "7", "title": "Group", "starts_at": "2026-12-01T18:00Z", "ends_at": "2026-12-01T19:00Z"}"#

  private func campaign(_ text: String = text, file: String = "text.calendar.md", sample: String = meeting)
    -> MiniCampaign
  {
    var campaign = MiniCampaign()
    campaign.replace("campaign.yaml", "channels: [sms]", "channels: [calendar, sms]")
    campaign.files["messages/\(file)"] = text
    campaign.replace("samples/learner.json", "\"points\": 3", "\"points\": 3, \(sample)")
    return campaign
  }

  @Test func anInvitationIsAnEmailAndWhatItDoesToTheMeeting() throws {
    let compiled = try campaign().compile()
    let body = try #require(compiled.messages["text", .calendar]?.body)
    let source = try #require(InvitationSource(json: body))
    #expect(source.kind == .request && source.email.subject == "Hello {{first_name}}")
    #expect(source.json == body)
    #expect(EmailSource(json: try #require(compiled.messages["hello", .email]?.body)) == source.email)
  }

  @Test(arguments: [("invite: request\n", "the key invite is missing"), ("request", "'requset' is not one of request")])
  func whatItDoesIsSaid(_ part: String, _ fault: String) {
    let text = Self.text.replacing(part, with: part == "request" ? "requset" : "")
    #expect(campaign(text).faults().contains { $0.contains("text.calendar.md") && $0.contains(fault) })
  }

  @Test func anEmailInvitesNobodyAndSaysHowTheFileIsCalled() {
    var campaign = MiniCampaign()
    campaign.files["messages/hello.email.md"] = Self.text
    let faults = campaign.faults()
    #expect(
      faults.first
        == "campaigns/mini/messages/hello.email.md:2: an email invites nobody; name the file hello.calendar.md, and the channel of its step calendar"
    )
  }

  private func correcting(_ change: (inout MiniCampaign) -> Void = { _ in }) -> MiniCampaign {
    var campaign = campaign()
    campaign.replace("campaign.yaml", "steps:", "invitations: { changed: text, cancelled: off, removed: left }\nsteps:")
    for (name, kind) in [("off", "cancel"), ("left", "remove")] {
      campaign.files["messages/\(name).calendar.md"] = Self.text.replacing("invite: request", with: "invite: \(kind)")
    }
    change(&campaign)
    return campaign
  }

  @Test func whatCorrectsAnInvitationIsNamedForEachChange() throws {
    let compiled = try correcting().compile().campaign
    #expect(
      compiled.invitations == [
        InvitationCorrection(.changed, template: "text"), InvitationCorrection(.cancelled, template: "off"),
        InvitationCorrection(.removed, template: "left"),
      ])
    #expect(compiled.messageNames.isSuperset(of: ["text", "off", "left"]))
    #expect(try Campaign(json: compiled.json) == compiled)
  }

  @Test func whatCorrectsAnInvitationIsWrittenAndDoesWhatItsNameSays() {
    #expect(
      correcting { $0.files["messages/off.calendar.md"] = nil }.faults() == [
        "campaigns/mini/campaign.yaml:1: messages/off.calendar.md is missing: invitations.cancelled names it"
      ])
    #expect(
      correcting { $0.replace("campaign.yaml", "removed: left", "removed: off") }.faults() == [
        "campaigns/mini/messages/left.calendar.md:1: no step uses this message",
        "campaigns/mini/messages/off.calendar.md:1: invitations.removed needs a message with invite: remove",
      ])
    #expect(
      correcting { $0.replace("campaign.yaml", ", removed: left", "") }.faults().contains {
        $0.contains("the key removed is missing")
      })
  }

  @Test func aCampaignThatInvitesAndCorrectsNothingIsNoted() throws {
    #expect(try campaign().compile().notes.contains { $0.message.contains("campaign.yaml has no invitations") })
    #expect(try !correcting().compile().notes.contains { $0.message.contains("has no invitations") })
  }

  @Test func aSampleWithoutAMeetingIsAFault() {
    let faults = campaign(sample: "\"meeting\": {\"id\": \"7\"}").faults()
    #expect(faults.count { $0.contains("an invitation needs meeting.") } == 3, "\(faults)")
  }
}
