import Campaigns
import Domain
import JSON
import Rendering
import Testing

@Suite
struct WhatsAppAuthorTests {
  static let file = "messages/text.whatsapp.md"

  static let approved = """
    ---
    template: mini_points
    category: marketing
    header: { image: "{{course_link}}" }
    button: { label: Go on, url: "{{course_link}}" }
    replies: [ { label: Not now, payload: not_now } ]
    ---
    Hello {{first_name}}, this is about
    *{{course_name}}*.

    - it has {{points}} points
    - it waits for {{first_name}} all the same

    See you there.

    """

  static let free = """
    ---
    ---
    Thank you {{first_name}}! {{#has_points}}There are {{points}} points.{{/has_points}}
    Go on: <{{course_link}}>

    """

  /// The small campaign with one WhatsApp message.
  static func campaign(_ text: String = approved) -> MiniCampaign {
    var campaign = MiniCampaign()
    campaign.replace("campaign.yaml", "channels: [sms]", "channels: [whatsapp, sms]")
    campaign.files[file] = text
    return campaign
  }

  private func source(_ text: String = approved) throws -> WhatsAppSource {
    let body = try Self.campaign(text).compile().messages["text", .whatsapp]?.body
    return try #require(body.flatMap(WhatsAppSource.init(json:)))
  }

  @Test func anApprovedTextKeepsItsParagraphsAndItems() throws {
    let source = try source()
    #expect(
      source.text
        == "Hello {{first_name}}, this is about *{{course_name}}*.\n\n- it has {{points}} points\n"
        + "- it waits for {{first_name}} all the same\n\nSee you there.")
    #expect(source.template == .init(name: "mini_points", language: "en", category: .marketing))
    #expect(source.links == ["{{course_link}}"])
    #expect(source.replies == [.init(label: "Not now", payload: "not_now")])
  }

  @Test func whatIsStoredOfAMessageIsReadBack() throws {
    for text in [Self.approved, Self.free] {
      let source = try source(text)
      #expect(WhatsAppSource(json: source.json) == source)
    }
  }

  @Test func marketingThatSaysNothingOfStoppingGetsALineThatDoes() throws {
    #expect(try source().footer == "Reply STOP to opt out")
    var campaign = Self.campaign(Self.approved.replacing("See you there.", with: "Reply STOP and we stop."))
    #expect(WhatsAppSource(json: try campaign.compile().messages["text", .whatsapp]?.body ?? .null)?.footer == nil)
    campaign.replace(Self.file, "category:", "footer: STOP ends this\ncategory:")
    #expect(campaign.faults() == [])
    campaign = Self.campaign(Self.approved.replacing("category:", with: "footer: From the school\ncategory:"))
    #expect(campaign.faults().contains { $0.contains("neither the text nor the footer says how to stop") })
  }

  @Test func aFreeTextHasSectionsAndItsLinkInTheText() throws {
    let source = try source(Self.free)
    #expect(source.template == nil)
    #expect(source.links == ["{{course_link}}"])
    #expect(source.text.hasSuffix("{{/has_points}} Go on: {{link:0}}"))
  }

  @Test func theLanguageIsTheCampaignsUnlessTheFileSaysAnother() throws {
    var campaign = Self.campaign()
    campaign.replace(
      "campaign.yaml", "name: mini",
      "name: mini\nlanguage: pt-BR\nlanguages: { pt-BR: { subject: este curso, topic: de cursos } }")
    let body = try #require(try campaign.compile().messages["text", .whatsapp]?.body)
    #expect(WhatsAppSource(json: body)?.template?.language == "pt_BR")
    #expect(
      try source(Self.approved.replacing("category:", with: "language: hi\ncategory:")).template?.language == "hi")
  }

  @Test func whatIsHandedInForApprovalHasNumbersAndExamples() throws {
    let pages = try CampaignPreview.pages(of: Self.campaign().compile())
    let page = try #require(pages.first { $0.name == "text.whatsapp.template.json" })
    let json = try JSON.parse(page.text)
    #expect(json["name"] == "mini_points")
    #expect(json["category"] == "MARKETING")
    let components = try #require(json["components"]?.array)
    #expect(components.map { $0["type"] } == ["HEADER", "BODY", "FOOTER", "BUTTONS"])
    #expect(components[0]["example"]?["header_handle"] == ["https://c.example/1"])
    #expect(
      components[1]["text"]
        == "Hello {{1}}, this is about *{{2}}*.\n\n- it has {{3}} points\n- it waits for {{1}} all the same\n\nSee you there."
    )
    #expect(components[1]["example"]?["body_text"] == [["Ann", "Care", "3"]])
    #expect(components[3]["buttons"]?.array?.map { $0["type"] } == ["URL", "QUICK_REPLY"])
    #expect(components[3]["buttons"]?.array?.first?["url"]?.string?.hasSuffix("/c/{{1}}") == true)
    let words = try #require(pages.first { $0.name == "text.whatsapp.template.txt" }).text
    #expect(words.contains("{{2}} is course_name, such as Care"))
  }

  @Test func aPreviewShowsWhatALearnerSees() throws {
    let pages = try CampaignPreview.pages(of: Self.campaign().compile())
    let page = try #require(pages.first { $0.name == "text.learner.whatsapp.txt" })
    #expect(
      page.text == """
        [image] https://c.example/1

        Hello Ann, this is about *Care*.

        - it has 3 points
        - it waits for Ann all the same

        See you there.

        Reply STOP to opt out

        [Go on] https://rekindle.example/c/Ab3dE9xK2mQ7r5W

        [Not now]

        """)
    #expect(!pages.contains { $0.name.hasPrefix("text.sms.template") })
  }

  @Test(arguments: [
    ("template: mini_points", "template: Mini-Points", ":2: 'Mini-Points' is not a name of a-z, 0-9 and _"),
    ("category: marketing", "category: authentication", ":3: 'authentication' is not one of marketing, utility"),
    ("category: marketing", "category: utility", "the campaign's class is marketing, so the category is"),
    ("category: marketing", "language: English\ncategory: marketing", ":3: 'English' is not a language"),
    ("image: ", "picture: ", ":4: the key picture is unknown"),
    ("{ image: \"{{course_link}}\" }", "\"{{first_name}} {{course_name}}\"", ":4: a header has one variable at most"),
    ("{ image: \"{{course_link}}\" }", "\"News *now*\"", ":4: * has no place in a header"),
    (
      "{ image: \"{{course_link}}\" }", "\"\(String(repeating: "long ", count: 13))\"",
      ":4: the header has 65 characters, WhatsApp takes 60"
    ),
    ("label: Go on", "label: Go on and on and on and on and on", ":5: the label has 33 characters, WhatsApp takes 25"),
    ("label: Go on", "label: \"{{first_name}}\"", ":5: the label is fixed and has no variables"),
    ("url: \"{{course_link}}\"", "url: \"{{unsubscribe_url}}\"", ":5: a button's link is counted"),
    ("payload: not_now", "payload: Not now", ":6: 'Not now' is not a payload"),
    (
      "replies: [ ", "replies: [ { label: Later, payload: not_now }, ",
      "two quick replies have the payload not_now"
    ),
    ("Hello {{first_name}}", "{{first_name}}", ":8: the text begins with a variable"),
    ("See you there.", "See you, {{first_name}}.", ":14: the text ends with a variable"),
    ("it has {{points}} points", "it has {{points}} {{first_name}}", ":11: two variables stand side by side"),
    (
      "See you there.", "{{#has_points}}Points!{{/has_points}} See you.",
      ":14: {{#has_points}}: an approved text is fixed"
    ),
    ("See you there.", "Here: <{{course_link}}> or there.", ":14: a link in an approved text is not counted"),
    ("See you there.", "See {{course_link}} there.", "{{course_link}} is an address; write it as a link: button"),
    ("See you there.", String(repeating: "Words ", count: 170), ":8: the text has "),
  ])
  func publishRefusesWhatWhatsAppRefuses(old: String, new: String, fault: String) {
    let campaign = Self.campaign(Self.approved.replacing(old, with: new))
    #expect(campaign.faults().contains { $0.contains(fault) }, "\(campaign.faults())")
  }

  @Test func aTextWithFewWordsAroundItsVariablesIsRefused() {
    let campaign = Self.campaign(
      "---\ntemplate: few\ncategory: marketing\n---\nHi {{first_name}}, take {{course_name}} now.\n")
    #expect(campaign.faults().contains { $0.contains("has 3 words beside 2 variables, WhatsApp wants 5") })
  }

  @Test func aFreeTextHasNothingThatOnlyAnApprovedOneCan() {
    let campaign = Self.campaign(
      Self.free.replacing("---\n---", with: "---\nbutton: { label: Go, url: \"{{course_link}}\" }\n---"))
    #expect(campaign.faults().contains { $0.contains(":2: the key button belongs to an approved template") })
  }

  @Test func aValueThatMakesTheTextTooLongIsSaidForItsSample() {
    var campaign = Self.campaign()
    campaign.files["samples/long.json"] = MiniCampaign.sample.replacing(
      "\"Care\"", with: "\"\(String(repeating: "Care ", count: 220))\"")
    #expect(
      campaign.faults().contains { $0.contains("with samples/long.json: the text has ") && $0.contains("1024 are") })
  }
}
