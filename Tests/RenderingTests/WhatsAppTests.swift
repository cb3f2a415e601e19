import JSON
import Rendering
import Testing

@Suite
struct WhatsAppTests {
  private static let sender = SenderDetails(brand: "School", postalAddress: "1 Street")
  private static let links = RecipientLinks(
    unsubscribe: "https://r.example/u", unsubscribeAll: "https://r.example/a", preferences: "https://r.example/p")

  private static let source = WhatsAppSource(
    template: .init(name: "points", language: "en", category: .utility),
    text: "Dear {{name}}, *{{course}}* waits. {{name}}, go on!", header: .text("About {{course}}"),
    button: .init(label: "Go on", link: 0), links: ["{{link}}"])

  private func render(_ source: WhatsAppSource, _ context: JSON) throws(RenderingError) -> RenderedWhatsApp {
    try WhatsAppRenderer.render(
      WhatsAppTemplate(source), context: context, sender: Self.sender, links: Self.links, rewriting: { _ in "abc" })
  }

  private static func context(name: String = "Maya", course: String = "Care", link: String = "https://c.example/1")
    -> JSON
  {
    ["name": .string(name), "course": .string(course), "link": .string(link)]
  }

  @Test func aNameThatStandsTwiceIsOneNumber() throws {
    let numbered = NumberedText(try MustacheTemplate(Self.source.text))
    #expect(numbered.text == "Dear {{1}}, *{{2}}* waits. {{1}}, go on!")
    #expect(numbered.names == ["name", "course"])
    #expect(numbered.text(from: 3) == "Dear {{3}}, *{{4}}* waits. {{3}}, go on!")
  }

  @Test func aTemplateLeavesAsValuesAndTheButtonAsACode() throws {
    let message = try render(Self.source, Self.context())
    #expect(message.text == "Dear Maya, *Care* waits. Maya, go on!")
    #expect(message.values == ["Maya", "Care"])
    #expect(message.header == .text("About Care", value: "Care"))
    #expect(message.buttonSuffix == "abc")
    #expect(message.links == [RenderedLink(target: "https://c.example/1", address: "abc")])
  }

  @Test(arguments: ["Wound\nCare", "Wound\tCare", "Wound     Care", " Wound \r\n Care "])
  func aValueHasNoLineBreaksTabsOrRunsOfBlanks(course: String) throws {
    #expect(try render(Self.source, Self.context(course: course)).values[1] == "Wound Care")
  }

  @Test func aValueWithBracesIsNoTag() throws {
    #expect(try render(Self.source, Self.context(name: "{{course}} {{1}}")).values[0] == "{{course}} {{1}}")
  }

  @Test func aMissingOrBlankValueStopsTheMessage() {
    #expect(throws: RenderingError.missing(variable: "name")) { try render(Self.source, Self.context(name: " ")) }
    #expect(throws: RenderingError.missing(variable: "link")) { try render(Self.source, ["name": "A", "course": "B"]) }
  }

  @Test func valuesThatMakeAPartTooLongStopTheMessage() {
    #expect(throws: RenderingError.tooLong(part: "text", count: 1229, allowed: 1024)) {
      try render(Self.source, Self.context(name: String(repeating: "x", count: 600)))
    }
    #expect(throws: RenderingError.tooLong(part: "header", count: 76, allowed: 60)) {
      try render(Self.source, Self.context(course: String(repeating: "x", count: 70)))
    }
  }

  @Test func aMediaHeaderIsAnAddressWithThePartThatWasNotApproved() throws {
    var source = Self.source
    source.header = .media(.document, url: "https://cdn.example/c/{{course}}.pdf")
    #expect(
      try render(source, Self.context(course: "a b")).header
        == .media(.document, url: "https://cdn.example/c/a%20b.pdf", suffix: "a%20b.pdf"))
    source.header = .media(.image, url: "{{link}}")
    #expect(
      try render(source, Self.context()).header
        == .media(.image, url: "https://c.example/1", suffix: "https://c.example/1"))
    #expect(throws: RenderingError.refusedLink(.scheme)) {
      try render(source, Self.context(link: "mailto:a@b.example"))
    }
  }

  @Test func aButtonThatCannotBeCountedIsRefused() {
    #expect(throws: RenderingError.refusedLink(.scheme)) {
      try render(Self.source, Self.context(link: "mailto:a@b.example"))
    }
    var source = Self.source
    source.links = ["{{unsubscribe_url}}"]
    #expect(throws: RenderingError.refusedLink(.scheme)) { try render(source, Self.context()) }
  }

  @Test func aFreeTextIsWholeWithItsFooterBelow() throws {
    let source = WhatsAppSource(
      text: "Hello {{name}}{{#course}}, {{course}}{{/course}}: {{link:0}}", footer: "Reply STOP to opt out",
      links: ["{{link}}"])
    let message = try render(source, Self.context())
    #expect(message.text == "Hello Maya, Care: abc\n\nReply STOP to opt out")
    #expect(message.values.isEmpty && message.buttonSuffix == nil)
    #expect(message.links.map(\.target) == ["https://c.example/1"])
  }
}
