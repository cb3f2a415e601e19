import FunctionContract
import FunctionShell
import Pages
import Rendering
import Store
import TestKit
import Testing

@testable import follow_link

@Suite(.database) struct FollowLinkTests {
  static let target = "https://learn.example.org/courses/1?from=mail#top"
  static let person = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
  static let hosts = LinkHosts(parsing: "learn.example.org, app.example.org:8443")
  let database: TestDatabase

  init() throws {
    database = try Ledger.database()
    try database.run(
      """
      insert into rekindle.tracked_links (code, delivery_id, link_index, target, created_at) values
        ('AbCdEf0123', 1, 0, '\(Self.target)', '2026-11-20'), ('Elsewhere1', 1, 1, 'https://evil.example/x', '2026-11-20'),
        ('OtherPort1', 1, 2, 'https://app.example.org:8443/x', '2026-11-20')
      """)
  }

  func answer(_ method: String, _ path: String, _ headers: [String: String] = ["user-agent": person]) throws
    -> HTTPResponse
  {
    var handler = try FollowLink(environment: Environment(Site.environment(database, role: "rekindle_link")))
    return try handler.handle(Site.invocation(method, path, headers: headers)).answer
  }

  func events() throws -> [String] {
    try database.rows(
      "select concat_ws(' ', delivery_id, kind, detail, is_suspect) from rekindle.delivery_events order by 1"
    )
    .compactMap { $0[0] }
  }

  @Test func aPersonIsLedOnAndCounted() throws {
    let answer = try answer("GET", "/c/AbCdEf0123")
    #expect(answer.status == 302)
    #expect(answer.headers["location"] == Self.target)
    #expect(answer.headers["cache-control"] == "no-store")
    #expect(answer.body.isEmpty)
    #expect(try events() == ["1 click 0 f"])
    #expect(
      try database.value("select clicked_at = '2026-11-21T10:00Z' from rekindle.message_deliveries where id = 1") == "t"
    )
  }

  @Test func thePictureOfAMessageTellsOfAnOpen() throws {
    let answer = try answer("GET", "/o/AbCdEf0123")
    #expect(answer.status == 200)
    #expect(answer.headers["content-type"] == "image/gif")
    #expect(answer.body.count == 43)
    #expect(try events() == ["1 open  f"])
    #expect(try database.value("select opened_at is not null from rekindle.message_deliveries where id = 1") == "t")
  }

  @Test func thePictureIsTheSameWhoeverAsksForWhatever() throws {
    let known = try answer("GET", "/o/AbCdEf0123")
    #expect(try answer("GET", "/o/Unknown0000") == known)
    var settings = Site.environment(database, role: "rekindle_link")
    settings["DATABASE_URL"] = "postgresql:///none?host=/nowhere"
    var lost = try FollowLink(environment: Environment(settings))
    #expect(try lost.handle(Site.invocation("GET", "/o/AbCdEf0123")).answer == known)
    #expect(try lost.handle(Site.invocation("GET", "/c/AbCdEf0123")).answer.status == 503)
  }

  @Test(arguments: [
    ("HEAD", ["user-agent": person]), ("GET", ["user-agent": person, "sec-purpose": "prefetch;prerender"]),
    ("GET", ["user-agent": person, "purpose": "prefetch"]), ("GET", ["user-agent": person, "x-moz": "prefetch"]),
    ("GET", [:]), ("GET", ["user-agent": "Mozilla/5.0"]),
    (
      "GET", ["user-agent": "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)"]
    ),
    ("GET", ["user-agent": "YahooMailProxy; https://help.example"]),
    ("GET", ["user-agent": "Slackbot-LinkExpanding 1.0"]), ("GET", ["user-agent": "WhatsApp/2.23"]),
    ("GET", ["user-agent": "facebookexternalhit/1.1"]),
    ("GET", ["user-agent": "Mozilla/5.0 SkypeUriPreview Preview/0.5"]),
    ("GET", ["user-agent": "python-requests/2.32"]),
  ])
  func machinesAreLedOnMarkedAndNeverCountedAsEngagement(_ method: String, _ headers: [String: String])
    throws
  {
    let answers = try [answer(method, "/c/AbCdEf0123", headers), answer(method, "/o/AbCdEf0123", headers)]
    #expect(answers.map(\.status) == [302, 200])
    #expect(answers[0].headers["location"] == Self.target)
    #expect(try events() == ["1 click 0 t", "1 open  t"])
    #expect(
      try database.count(
        "select count(*) from rekindle.message_deliveries where clicked_at is not null or opened_at is not null")
        == 0)
  }

  @Test func aHitWithinSecondsOfTheDeliveryIsAScanners() throws {
    try database.run("update rekindle.message_deliveries set delivered_at = '2026-11-21T09:59:55Z' where id = 1")
    #expect(try answer("GET", "/c/AbCdEf0123").status == 302)
    #expect(try events() == ["1 click 0 t"])
  }

  @Test func aFloodOfHitsWithinASecondIsOneEvent() throws {
    for _ in 0..<5 { _ = try answer("GET", "/c/AbCdEf0123") }
    #expect(try events() == ["1 click 0 f"])
  }

  @Test(arguments: [
    "/c/Unknown0000", "/c/short", "/c/", "/c", "/", "/c/AbCdEf0123/x", "/x/AbCdEf0123", "/C/AbCdEf0123",
  ])
  func whatIsNoLinkOfOursLeadsNowhere(_ path: String) throws {
    let answer = try answer("GET", path)
    #expect(answer.status == 404)
    #expect(answer.headers["location"] == nil)
    #expect(answer.text.contains("<h1>This link leads nowhere</h1>"))
  }

  @Test func aStoredTargetIsCheckedAgainstTheHostsAgainWhenItIsFollowed() throws {
    #expect(try answer("GET", "/c/Elsewhere1").status == 404)
    #expect(try answer("GET", "/c/OtherPort1").headers["location"] == "https://app.example.org:8443/x")
  }

  @Test func onlyTheTableSaysWhereALinkLeadsWhateverStandsInTheRequest() throws {
    let hostile = [
      "//evil.example", "https://evil.example", "%2F%2Fevil.example", "\\\\evil.example", "AbCdEf0123@evil.example",
      "AbCdEf0123%0d%0aLocation:%20https://evil.example", "AbCdEf0123\r\nLocation: https://evil.example",
      "..%2f..%2fevil",
      "AbCdEf0123?to=https://evil.example", "AbCdEf0123;https://evil.example", "' or '1'='1", "AbCdEf0123'--", "\u{0}",
      "javascript:alert(1)", "AbCdEf0123#https://evil.example",
    ]
    for code in hostile {
      for path in ["/c/\(code)", "/c//\(code)", "/\(code)", "/o/\(code)"] {
        #expect(
          try answer("GET", path, ["user-agent": Self.person, "host": "evil.example"]).headers["location"] == nil,
          "\(path)")
      }
    }
    var random = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let code = String(decoding: (0..<10).map { _ in UInt8.random(in: 1...127, using: &random) }, as: UTF8.self)
      #expect(try answer("GET", "/c/\(code)").headers["location"] == nil)
    }
  }

  @Test(arguments: [
    "http://learn.example.org/", "https://learn.example.org.evil.example/", "https://evil.example/learn.example.org",
    "https://learn.example.org@evil.example/", "https://evil.example\\@learn.example.org/",
    "https://learn.example.org\\.evil.example/",
    "https:/learn.example.org/", "https:///learn.example.org/", "//learn.example.org/",
    "https://learn.example.org:8443/",
    "https://app.example.org/", "https://learn.example.org\r\nX: y", "https://learn.example.org /",
    "HTTPS://evil.example/",
    "https://lеarn.example.org/", "javascript:https://learn.example.org/", "https://evilearn.example.org/", "",
  ])
  func aTargetWithAnotherHostIsRefusedHoweverItIsSpelled(_ target: String) {
    #expect(throws: LinkFault.self) { try Self.hosts.target(target) }
  }

  @Test(arguments: [
    "https://learn.example.org", "https://learn.example.org/a?b=c#d", "https://LEARN.example.org/",
    "https://learn.example.org:443/",
    "https://app.example.org:8443/", "https://learn.example.org?x=@evil.example",
  ])
  func aTargetOnAnAllowedHostPasses(_ target: String) throws {
    #expect(try Self.hosts.target(target).isTrackable)
  }

  @Test func otherMethodsAreRefused() throws {
    let answer = try answer("POST", "/c/AbCdEf0123")
    #expect(answer.status == 405)
    #expect(answer.headers["allow"] == "GET, HEAD")
    #expect(try events().isEmpty)
  }
}
