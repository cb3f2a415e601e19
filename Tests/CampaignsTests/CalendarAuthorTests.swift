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

  @Test func aSampleWithoutAMeetingIsAFault() {
    let faults = campaign(sample: "\"meeting\": {\"id\": \"7\"}").faults()
    #expect(faults.count { $0.contains("an invitation needs meeting.") } == 3, "\(faults)")
  }
}
