import Domain
import Rendering
import Testing

@testable import Campaigns
@testable import note_sender

/// A channel is written for by naming its author in one list.
struct AuthoringTests {
  @Test func aCampaignCompilesAndShowsTheMessagesOfANewChannel() throws {
    let campaign = try CampaignCompiler.compile(MadeUpSchool.folder(), by: MadeUpSchool.authors)
    let note = try #require(campaign.messages["note", .inapp])
    #expect(Note(json: note.body)?.text == "{{first_name}}, {{course_name}} goes on.")
    #expect(note.hash == ContentHash.hex(note.body))
    let pages = try CampaignPreview.pages(of: campaign, by: MadeUpSchool.authors)
    #expect(pages.contains { $0.name == "note.learner.inapp.txt" && $0.text.hasSuffix(" goes on.") })
    #expect(pages.contains { $0.name == "post.learner.discord.md" })
    #expect(pages.contains { $0.name == "welcome-back.learner.email.html" })
  }

  @Test func aNewChannelsAuthorJudgesItsMessages() throws {
    let long = String(repeating: "word ", count: 20)
    let faults = #expect(throws: CampaignFaults.self) {
      try CampaignCompiler.compile(MadeUpSchool.folder(note: long), by: MadeUpSchool.authors)
    }
    #expect(faults?.description.contains("messages/note.inapp.md:3: the note has 100 characters, 80 are shown") == true)
  }

  @Test func aMessageForAChannelWithoutAnAuthorIsRefused() throws {
    let faults = #expect(throws: CampaignFaults.self) {
      try CampaignCompiler.compile(MadeUpSchool.folder(), by: [EmailAuthor(), SMSAuthor()])
    }
    #expect(faults?.description.contains("messages for inapp cannot be compiled; use email or sms") == true)
  }
}
