import Domain
import Foundation
import JSON
import Rendering
import Testing

@Suite
struct EmailTests {
  static let sender = SenderDetails(
    brand: "Acme & Co", postalAddress: "1 High Street, Pune", supportEmail: "help@acme.example")
  static let links = RecipientLinks(
    unsubscribe: "https://r.example/unsubscribe/one", unsubscribeAll: "https://r.example/unsubscribe/all",
    preferences: "https://r.example/preferences/x", openPixel: "https://r.example/o/Px1")
  static let source = EmailSource(
    subject: "{{first_name}}, carry on", preheader: "Two modules left",
    html: "<p>Hello {{first_name}}, see <a href=\"{{link:1}}\">help</a> or <a href=\"{{link:2}}\">us</a>.</p>",
    text: "Hello {{first_name}}, see help ({{link:1}}) or us ({{link:2}}).",
    links: ["{{course_link}}", "https://acme.example/find?q={{first_name}}", "mailto:help@acme.example"],
    button: .init(label: "Continue", link: 0),
    box: .init(
      title: "{{course_name}}", progress: "percent",
      facts: [
        .init(label: "Done", value: "{{percent}} %"),
        .init(label: "Points", value: "{{points}}", condition: "has_points"),
      ]),
    reason: "You started {{course_name}}.", footer: .optOut(subject: "course", topic: "course"))
  static let context: JSON = [
    "first_name": "Ann & <Bob>", "course_name": "Care", "course_link": "https://c.example/1?a=1&b=2", "percent": 40,
    "has_points": false,
  ]

  func render(_ source: EmailSource = source, _ context: JSON = context) throws -> RenderedEmail {
    try EmailRenderer.render(
      EmailTemplate(source), context: context, sender: Self.sender, links: Self.links,
      rewriting: { "https://r.example/c/\($0.utf8.count)" })
  }

  @Test
  func valuesAreEscapedInThePageAndPlainInTheTextAndTheSubject() throws {
    let email = try render()
    #expect(email.html.contains("Hello Ann &amp; &lt;Bob&gt;"))
    #expect(!email.html.contains("<Bob>"))
    #expect(email.text.contains("Hello Ann & <Bob>, see help"))
    #expect(email.subject == "Ann & <Bob>, carry on")
  }

  /// Holds REQ-2-48.
  @Test
  func oneListOfTrackedLinksServesThePageTheTextAndTheButtonOptOutsAndMailAreLeftAlone() throws {
    let email = try render()
    #expect(
      email.links.map(\.target) == [
        "https://acme.example/find?q=Ann%20%26%20%3CBob%3E", "https://c.example/1?a=1&b=2",
      ])
    for link in email.links {
      #expect(email.html.contains("href=\"\(link.address)\""))
      #expect(email.text.contains(link.address))
      #expect(!email.text.contains(link.target))
    }
    for untouched in [
      "https://r.example/unsubscribe/one", "https://r.example/unsubscribe/all", "mailto:help@acme.example",
    ] {
      #expect(email.html.contains("href=\"\(untouched)\""))
    }
    #expect(email.text.contains("Stop reminders about this course: https://r.example/unsubscribe/one"))
    #expect(email.html.contains("<img src=\"https://r.example/o/Px1\""))
  }

  @Test(arguments: [
    "javascript:alert(1)", "http://c.example/1", "https://", "https://user@evil.example/", "data:text/html,x",
    "https://c.example/\"onclick=", "//c.example/1", "http://127.0.0.1/1", "https://c.example/<b>",
    "https://c.example\\@x/",
  ])
  func aLinkThatLeadsNowhereSafeStopsTheMessage(target: String) throws {
    var context = Self.context.object ?? [:]
    context["course_link"] = .string(target)
    #expect {
      try render(Self.source, .object(context))
    } throws: { error in
      if case .refusedLink = error as? RenderingError { true } else { false }
    }
  }

  @Test(arguments: ["first_name", "course_name", "course_link"])
  func anyMissingValueStopsTheMessagePromise4(name: String) {
    var context = Self.context.object ?? [:]
    context[name] = " "
    #expect(throws: (any Error).self) { try render(Self.source, .object(context)) }
  }

  @Test
  func aFactIsLeftOutWhileItsConditionIsFalseInBothParts() throws {
    let without = try render()
    #expect(!without.html.contains("Points") && !without.text.contains("Points"))
    var context = Self.context.object ?? [:]
    context["has_points"] = true
    context["points"] = 3.5
    let with = try render(Self.source, .object(context))
    #expect(with.html.contains("3.5") && with.text.contains("Points: 3.5"))
  }

  @Test
  func thePageNamesItsLanguageHidesOnlyThePreheaderAndLaysOutWithPresentationTables() throws {
    let html = try render().html
    #expect(html.contains("<html lang=\"en\""))
    #expect(html.components(separatedBy: "display:none").count == 2)
    #expect(html.components(separatedBy: "<table").count == html.components(separatedBy: "role=\"presentation\"").count)
    #expect(html.contains("name=\"color-scheme\" content=\"light dark\""))
    #expect(!html.contains("{{"))
    #expect(html.contains("Acme &amp; Co, 1 High Street, Pune"))
  }

  /// Holds X-58.
  @Test
  func transactionalMailCarriesThePreferencesLinkAndNoOptOut() throws {
    var source = Self.source
    source.footer = .preferences
    let email = try render(source)
    #expect(email.html.contains("https://r.example/preferences/x"))
    #expect(!email.html.contains("unsubscribe"))
  }

  @Test
  func boxAndButtonStandWhereTheMessageAsksForThem() throws {
    var source = Self.source
    source.text = "Above\n\n{{> button}}\n\nBelow\n\n{{> box}}\n\nEnd"
    let text = try render(source).text
    let order = ["Above", "Continue:", "Below", "Done: 40 %", "End"].map { text.range(of: $0)?.lowerBound }
    #expect(order.allSatisfy { $0 != nil })
    #expect(order.compactMap { $0 } == order.compactMap { $0 }.sorted())
  }

  @Test
  func aSourceSurvivesJSON() throws {
    #expect(EmailSource(json: try JSON.parse(Self.source.json.text)) == Self.source)
    let catalog = MessageCatalog([.init("a", .email): .init(hash: "00", body: Self.source.json)])
    let read = try #require(MessageCatalog(json: JSON.parse(catalog.json.text)))
    #expect(read == catalog)
    #expect(read["a", .email]?.hash == "00")
    #expect(read["a", .sms] == nil)
  }
}

@Suite
struct ColorTests {
  /// Holds X-119.
  @Test(arguments: [
    ("#000000", 21.0), ("#FF9800", 2.16), ("#9E9E9E", 2.68), ("#4CAF50", 2.78), ("#2196F3", 3.12), ("#f44336", 3.68),
    ("#28a745", 3.13), ("#007bff", 3.98), ("#dc3545", 4.53),
  ])
  func contrastIsWCAGsKnownRatios(color: String, expected: Double) throws {
    let ratio = try #require(Color(color)).contrast(with: #require(Color("#ffffff")))
    #expect(abs(ratio - expected) < 0.01)
  }

  @Test(arguments: [EmailTheme.light, .dark])
  func everyTextOfTheLayoutReadsOnItsBackgroundInLightAndInDark(theme: EmailTheme) throws {
    for pair in theme.textPairs {
      let ratio = try #require(Color(pair.text)).contrast(with: #require(Color(pair.background)))
      #expect(ratio >= Color.readableContrast, "\(pair.name)")
    }
  }

  @Test(arguments: ["", "#fff", "red", "#12345g", "#1234567", "+12345", "#+12345"])
  func onlySixHexadecimalDigitsAreAColour(text: String) { #expect(Color(text) == nil) }
}

extension EmailTheme {
  /// Every text of the layout with the background that it stands on: name, text colour, background.
  fileprivate var textPairs: [(name: String, text: String, background: String)] {
    [
      ("body text", text, card), ("links", link, card), ("brand", text, page), ("footer", muted, page),
      ("footer links", link, page), ("box text", text, box), ("box labels", muted, box), ("box links", link, box),
      ("button", buttonText, button),
    ]
  }
}
