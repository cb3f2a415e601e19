import Domain
import JSON
import Rendering
import Testing

@testable import Campaigns

/// Messages on Discord as an author writes them.
@Suite struct DiscordAuthorTests {
  private static let file = "messages/text.discord.md"
  private static let text = """
    ---
    link_previews: false
    ---
    ## News, {{first_name}}

    *It* is **time**: [go on with {{course_name}}]({{course_link}}).

    - one_thing
    - [the course]({{course_link}})

    See you <t:{{points}}:R>.

    """

  private func campaign(_ text: String = text) -> MiniCampaign {
    var campaign = MiniCampaign()
    campaign.replace("campaign.yaml", "channels: [sms]", "channels: [discord, sms]")
    campaign.files[Self.file] = text
    return campaign
  }

  private func source(_ text: String = text) throws -> DiscordSource {
    let body = try campaign(text).compile().messages["text", .discord]?.body
    return try #require(body.flatMap(DiscordSource.init(json:)))
  }

  /// The faults of the message: line and words.
  private func faults(_ text: String) -> [String] {
    campaign(text).faults().compactMap { fault in
      fault.firstRange(of: Self.file + ":").map { String(fault[$0.upperBound...]) }
    }
  }

  @Test func markdownBecomesDiscords() throws {
    let source = try source()
    #expect(
      source.text == """
        ## News, {{first_name}}

        *It* is **time**: [go on with {{course_name}}]({{link:0}}).

        - one\\_thing
        - [the course]({{link:0}})

        See you <t:{{points}}:R>.
        """)
    #expect(source.links == ["{{course_link}}"] && source.hidesPreviews && !source.isSilent)
    #expect(source.audience == .person && source.mentions == [] && source.carriesOptOut)
  }

  @Test func aMessageForAGroupNamesWhomItRingsForAndHasNoOptOut() throws {
    let source = try source("---\nto: group\nmentions: [everyone]\nsilent: true\n---\nTomorrow!\n")
    #expect(source.audience == .group && source.mentions == ["everyone"] && source.isSilent && !source.carriesOptOut)
  }

  @Test func whatIsOnePersonsHasNoPlaceInAGroupsChannel() throws {
    let found = faults("---\nto: group\n---\nHello\n\n[stop]({{unsubscribe_url}})\n")
    #expect(found == ["6: {{unsubscribe_url}} is one person's, and everybody who reads the channel could follow it"])
  }

  @Test func whatDiscordDoesNotKnowIsAFault() throws {
    #expect(faults("---\nto: all\n---\nHello\n").first?.contains("'all' is not one of person, group") == true)
    #expect(faults("---\nmentions: [here]\n---\nHello\n").first?.contains("users, roles or everyone") == true)
    #expect(faults("---\nloud: true\n---\nHello\n").first?.contains("loud") == true)
    #expect(faults("---\n---\n{{> button}}\n").first?.contains("has no place in a message on Discord") == true)
  }

  @Test func theWorstOfLongValuesHasToFit() throws {
    let words = String(repeating: "word ", count: 380)
    #expect(faults("---\n---\n\(words)\n") == [])
    let found = faults("---\n---\n\(words){{first_name}}\n")
    #expect(found.count == 1 && found.first?.contains("2000 are allowed") == true)
  }

  @Test func thePreviewShowsWhatALearnerGets() throws {
    let pages = try CampaignPreview.pages(of: campaign().compile())
    let page = try #require(pages.first { $0.name.hasSuffix(".discord.txt") })
    #expect(page.text.hasPrefix("## News, Ann\n\n*It* is **time**: [go on with Care](https://rekindle.example/c/"))
    #expect(page.text.contains("-# [Stop these messages](<https://rekindle.example/unsubscribe/course>)"))
  }
}
