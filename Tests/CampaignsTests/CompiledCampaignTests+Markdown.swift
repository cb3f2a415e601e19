import Campaigns
import Domain
import Foundation
import JSON
import Rendering
import Testing

/// What becomes of an author's Markdown.
extension CompiledCampaignTests {
  @Test
  func oneMarkdownSourceBecomesAPageAndATextSectionsListsLinksAndEmphasis() throws {
    var mini = MiniCampaign()
    mini.replace(
      "messages/hello.email.md", "Team {{brand}}",
      """
      # Plan for *{{first_name}}*

      Ask [our team](mailto:help@c.example?subject={{first_name}}), it's "free".

      - always
      {{#has_points}}
      - {{points}} points
      {{/has_points}}
      - at the end
        - nested

      1. one
      2. two

      > quoted
      > words

      a\\
      b
      """)
    guard let source = try mini.compile().messages["hello", .email].flatMap({ EmailSource(json: $0.body) }) else {
      Issue.record("no email")
      return
    }
    #expect(source.html.components(separatedBy: "<ul").count == 3, "one list with a conditional item, one nested")
    #expect(source.html.contains("</li>\n{{#has_points}}<li"))
    #expect(source.html.contains("href=\"{{link:1}}\""))
    #expect(source.links == ["{{course_link}}", "mailto:help@c.example?subject={{first_name}}"])
    #expect(source.text.contains("Ask our team ({{link:1}}), it’s “free”."))
    #expect(source.text.contains("- always\n{{#has_points}}- {{points}} points\n{{/has_points}}- at the end\n"))
    #expect(source.text.contains("  - nested\n"))
    #expect(source.text.contains("{{list:0:1}}{{list:0}}. one\n{{list:0}}. two\n"))
    #expect(source.text.contains("> quoted words"))
    #expect(source.text.contains("a\nb"))
    let context: JSON = [
      "first_name": "Ann & Eve", "course_name": "Care", "course_link": "https://c.example/1", "has_points": false,
    ]
    let email = try EmailRenderer.render(
      EmailTemplate(source), context: context, sender: SenderDetails(brand: "B", postalAddress: "A"),
      links: RecipientLinks(
        unsubscribe: "https://u.example/1", unsubscribeAll: "https://u.example/2", preferences: "https://u.example/3"))
    #expect(email.html.contains("mailto:help@c.example?subject=Ann%20%26%20Eve"))
    #expect(email.text.contains("- always\n- at the end"))
    #expect(email.text.contains("1. one\n2. two\n"))
    #expect(!email.text.contains("points"))
  }

  private func email(_ body: String, _ values: JSON = [:]) throws -> RenderedEmail {
    var mini = MiniCampaign()
    mini.replace("messages/hello.email.md", "Team {{brand}}", body)
    let source = try #require(try mini.compile().messages["hello", .email].flatMap { EmailSource(json: $0.body) })
    var context: [String: JSON] = [
      "first_name": "Ann", "course_name": "Care", "course_link": "https://c.example/1", "has_points": false,
      "points": 3,
    ]
    context.merge(values.object ?? [:]) { $1 }
    return try EmailRenderer.render(
      EmailTemplate(source), context: .object(context), sender: SenderDetails(brand: "B", postalAddress: "A"),
      links: RecipientLinks(
        unsubscribe: "https://u.example/1", unsubscribeAll: "https://u.example/2", preferences: "https://u.example/3"),
      rewriting: { _ in "https://u.example/c/1" })
  }

  @Test(arguments: [
    "https://c.example/a--b", "https://c.example/it's...x", "www.c.example/a--b", "https://c.example/a_b_*c*",
    "o'neill--x@c.example",
    "https://c.example/(a--b)", "https://c.example/?q='x'&y=a--b",
  ])
  func anAddressInTheTextStaysAsItIs(address: String) throws {
    let email = try email("It's -- see \(address), or (\(address)).")
    #expect(email.text.contains("It’s – see \(address), or (\(address))."))
    #expect(email.html.contains(address.replacing("&", with: "&amp;")))
  }

  @Test func anAddressGoesOnBehindATag() throws {
    #expect(try email("See https://c.example/{{points}}--b/{{points}}.").text.contains("See https://c.example/3--b/3."))
  }

  @Test func theTargetAndTheTextOfALinkAreLeftAlone() throws {
    let email = try email("[a--b](mailto:a--b@c.example) and <x--y@c.example>")
    #expect(email.text.contains("a–b (mailto:a--b@c.example) and x--y@c.example"))
    #expect(email.html.contains("mailto:a--b@c.example") && email.html.contains(">x--y@c.example</a>"))
  }

  @Test(arguments: [(true, "1. one\n2. 3 points\n3. three"), (false, "1. one\n2. three")])
  func aNumberedListGoesOnBehindASection(hasPoints: Bool, expected: String) throws {
    for body in [
      "1. one\n{{#has_points}}\n2. {{points}} points\n{{/has_points}}\n3. three",
      "1. one\n{{#has_points}}\n1. {{points}} points\n{{/has_points}}\n1. three",
    ] {
      let email = try email(body, ["has_points": .bool(hasPoints)])
      #expect(email.text.contains(expected))
      #expect(email.html.components(separatedBy: "<ol").count == 2)
    }
  }

  @Test func aListKeepsItsFirstNumberAndAnotherListBeginsAnew() throws {
    let email = try email("4. four\n5. five\n\nThen\n\n1. one\n   1. inner\n2. two")
    #expect(email.text.contains("4. four\n5. five\n"))
    #expect(email.text.contains("1. one\n\n   1. inner\n2. two") || email.text.contains("1. one\n   1. inner\n2. two"))
  }

  @Test(arguments: [
    "[help@c.example](mailto:help@c.example)", "<help@c.example>", "[{{support_email}}](mailto:{{support_email}})",
  ])
  func aMailboxIsWrittenOnce(link: String) throws {
    var mini = MiniCampaign()
    mini.replace("messages/hello.email.md", "Team {{brand}}", "Write to \(link).")
    let source = try #require(try mini.compile().messages["hello", .email].flatMap { EmailSource(json: $0.body) })
    #expect(source.text.contains("Write to help@c.example.") || source.text.contains("Write to {{support_email}}."))
  }
}
