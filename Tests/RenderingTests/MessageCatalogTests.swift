import Domain
import JSON
import Rendering
import Testing

/// What a database holds of versions that were published long ago stays readable.
struct MessageCatalogTests {
  /// As the first release stored it.
  static let stored = """
    {"first.email": {"hash": "0a1b", "email": {"subject": "Hello {{first_name}}", "preheader": "p", "html": "<p>h</p>",
      "text": "t", "links": ["{{course_link}}"], "button": {"label": "Go", "link": 0, "color": null}, "box": null,
      "reason": "r", "footer": {"subject": "course", "topic": "course reminders"}, "language": "en"}},
     "first.sms": {"hash": "2c3d", "sms": {"text": "Hi {{link:0}}", "links": ["{{course_link}}"], "shortens": [],
      "maximum_segments": 2, "carries_opt_out": true}}}
    """

  @Test func aVersionThatTheFirstReleasePublishedCanBeRead() throws {
    let json = try JSON.parse(Self.stored)
    let catalog = try #require(MessageCatalog(json: json))
    #expect(catalog.entries.count == 2)
    let email = try #require(catalog["first", .email])
    #expect(email.hash == "0a1b")
    #expect(EmailSource(json: email.body)?.subject == "Hello {{first_name}}")
    #expect(EmailSource(json: email.body)?.button == .init(label: "Go", link: 0))
    #expect(catalog["first", .sms].flatMap { SMSSource(json: $0.body) }?.links == ["{{course_link}}"])
    #expect(catalog.json == json, "it is written as it was read")
  }

  @Test func aChannelsContentIsNotLookedInto() throws {
    let json: JSON = ["first.discord": ["hash": "00", "discord": ["markdown": "Hello"]]]
    let catalog = try #require(MessageCatalog(json: json))
    #expect(catalog["first", .discord]?.body == ["markdown": "Hello"])
    #expect(catalog.json == json)
  }

  @Test(arguments: [
    "[]", #"{"first": {"hash": "00"}}"#, #"{"first.fax": {"hash": "00", "fax": {}}}"#,
    #"{"first.email": {"email": {}}}"#, #"{"first.email": {"hash": "00", "sms": {}}}"#,
  ])
  func whatIsNoCatalogueIsRefused(text: String) throws {
    #expect(MessageCatalog(json: try JSON.parse(text)) == nil)
  }
}
