import Cryptography
import Domain
import Encoding
import Foundation
import JSON
import Signing
import Store
import TestKit
import Testing

/// The password of a new account: seen by its owner once, and by nobody else.
///
/// Holds REQ-1-60, X-82.
@Suite(.database, .timeLimit(.minutes(20))) struct TemporaryPasswordTests {
  private let approvals: ApprovalSchool
  private var school: School { approvals.school }

  /// A request that was approved, and whose welcome has gone out at 8:01.
  init() throws {
    approvals = try ApprovalSchool(requests: 1)
    let school = approvals.school
    try school.run(
      "campaign-admin", role: "rekindle_admin", approvals.approval(of: "cta-1", at: "2026-11-20T08:00:00Z"))
    let asked = try approvals.onboard(at: "2026-11-20T08:00:00Z")
    try school.run(
      "ingest", role: "rekindle_ingest", approvals.account(for: try #require(asked.first), at: "2026-11-20T08:00:01Z"))
    try school.detect(at: "2026-11-20T08:00:30Z")
    for announcement in try school.tick(at: "2026-11-20T08:01:00Z") { try school.send(announcement) }
  }

  private func path() throws -> String {
    let delivery = try approvals.database.count(
      "select max(id) from rekindle.message_deliveries where channel = 'email' and status = 'sent'")
    return "/welcome/" + DeliveryToken(.welcome, deliveryID: delivery).signed(with: try KeyRing(parsing: School.keys))
  }

  /// The page behind a path, and the types of the events that follow.
  private func visit(
    _ method: String, _ path: String, at time: String
  ) throws -> (status: Int, page: String, log: String, events: [JSON]) {
    let request: JSON = [
      "version": "2.0", "rawPath": .string(path), "rawQueryString": "", "headers": [:], "body": "",
      "requestContext": [
        "http": ["method": .string(method), "path": .string(path), "sourceIp": "127.0.0.1"], "requestId": "r",
      ], "isBase64Encoded": false,
    ]
    let process = try school.start(
      "onboard", role: "rekindle_onboard", settings: ["REKINDLE_LOG_LEVEL": "debug"])
    let result = process.finish(stdin: school.event("http.request", at: time, data: request).bytes, timeout: 60)
    try #require(result.exitCode == 0, "\(result.output)")
    let reply = try JSON.parse(result.stdout)
    return (
      reply["statusCode"]?.integer ?? 0, reply["body"]?.string ?? "", result.log, reply["events"]?.array ?? []
    )
  }

  private func password(in page: String) throws -> String {
    String(try #require(page.firstMatch(of: /<strong>([^<]+)<\/strong>/)).1)
  }

  @Test func aVisitShowsNothingAndAPressShowsAPasswordThatOnlyTheHostsHashFits() throws {
    let path = try path()
    let question = try visit("GET", path, at: "2026-11-20T09:00:00Z")
    #expect(question.status == 200 && !question.page.contains("<strong>") && question.events.isEmpty)
    let shown = try visit("POST", path, at: "2026-11-20T09:01:00Z")
    let password = try password(in: shown.page)
    #expect(password.count == 12 && shown.events.compactMap { $0["type"] } == ["onboard.due"])
    #expect(!shown.log.contains(password) && !shown.events.contains { $0.text.contains(password) })
    #expect(try places(of: password) == [])
    let told = try approvals.onboard(at: "2026-11-20T09:01:01Z")
    let made = try #require(told.first?["data"])
    #expect(told.first?["type"] == "host.password.made" && made["user_id"] == 1001 && made["number"] == 1)
    #expect(try isHash(#require(made["password_hash"]?.string), of: password))
    #expect(!told[0].text.contains(password))

    #expect(try approvals.onboard(at: "2026-11-20T09:02:00Z").isEmpty)
    #expect(try approvals.onboard(at: "2026-11-20T09:03:02Z").count == 1, "told again until it is set")
    let set: JSON = ["cta_submission_id": "cta-1", "number": 1]
    #expect(try school.tell("lms.password.set", at: "2026-11-20T09:04:00Z", set).status == "taken")
    #expect(try approvals.database.value("select password_hash from rekindle.approvals") == nil)
    #expect(try approvals.onboard(at: "2026-11-20T09:10:00Z").isEmpty)
    for method in ["GET", "POST"] {
      #expect(try visit(method, path, at: "2026-11-20T09:11:00Z").status == 410, "shown once")
    }
  }

  @Test func aPageThatWasLostIsAskedForAgainAndTheLastPasswordCounts() throws {
    let path = try path()
    let first = try password(in: visit("POST", path, at: "2026-11-20T09:00:00Z").page)
    _ = try approvals.onboard(at: "2026-11-20T09:00:01Z")
    let second = try password(in: visit("POST", path, at: "2026-11-20T09:00:10Z").page)
    #expect(first != second)
    let told = try approvals.onboard(at: "2026-11-20T09:00:11Z").first?["data"]
    #expect(told?["number"] == 2)
    #expect(try isHash(#require(told?["password_hash"]?.string), of: second))
    try school.tell("lms.password.set", at: "2026-11-20T09:00:12Z", ["cta_submission_id": "cta-1", "number": 1])
    #expect(
      try approvals.database.value("select password_set_at from rekindle.approvals") == nil, "the first is old news")
    try school.tell("lms.password.set", at: "2026-11-20T09:00:13Z", ["cta_submission_id": "cta-1", "number": 2])
    #expect(try visit("GET", path, at: "2026-11-20T09:00:14Z").status == 410)
  }

  @Test func aLinkIsGoodForThreeDaysAndForNoOtherMessage() throws {
    let path = try path()
    #expect(try visit("GET", path, at: "2026-11-23T08:00:59Z").status == 200)
    #expect(try visit("POST", path, at: "2026-11-23T08:02:00Z").status == 404)
    #expect(try visit("POST", path + "x", at: "2026-11-20T09:00:00Z").status == 404)
    for announcement in try school.tick(at: "2026-11-20T08:02:00Z") { try school.send(announcement) }
    let notice = try approvals.database.count("select id from rekindle.message_deliveries where user_id = 900")
    let other = DeliveryToken(.welcome, deliveryID: notice).signed(with: try KeyRing(parsing: School.keys))
    #expect(try visit("POST", "/welcome/\(other)", at: "2026-11-20T09:00:00Z").status == 404)
    let optOut = UnsubscribeToken(deliveryID: 1, issued: Instant(seconds: 1_795_161_600))
      .signed(with: try KeyRing(parsing: School.keys))
    #expect(try visit("POST", "/welcome/\(optOut)", at: "2026-11-20T09:00:00Z").status == 404)
  }

  @Test func aWelcomeThatIsAskedForOnceMoreHasALinkThatWorks() throws {
    let asked = try school.ask(
      "campaign-admin", role: "rekindle_admin", "POST", "/api/notifications", key: "admin-key",
      body: ["user_id": 1001, "message_type": "cta-welcome/welcome", "subject_id": 1], at: "2026-11-24T09:00:30Z")
    #expect(asked.status == 202, "\(asked.body.text)")
    for announcement in try school.tick(at: "2026-11-24T09:01:00Z") { try school.send(announcement) }
    #expect(try visit("GET", path(), at: "2026-11-24T10:00:00Z").status == 200)
  }

  @Test func theEmailCarriesTheLinkAndNoPassword() throws {
    let target = try approvals.database.count(
      "select count(*) from rekindle.tracked_links where target like '%/welcome/%'")
    #expect(target == 0, "the link is no tracked one, and stands in no table")
  }

  /// Tables with a row that holds the text.
  private func places(of text: String) throws -> [String] {
    try approvals.database.rows(
      "select schemaname || '.' || tablename from pg_tables where schemaname in ('rekindle', 'lms_data') order by 1"
    ).compactMap { $0[0] }.filter { table in
      try approvals.database.count("select count(*) from \(table) t where position($1 in t::text) > 0", .text(text)) > 0
    }
  }

  private func isHash(_ hash: String, of password: String) throws -> Bool {
    let parts = hash.split(separator: "$").map(String.init)
    try #require(parts.count == 4 && parts[0] == "pbkdf2-sha256" && parts[1] == "i=600000")
    let salt = try #require(Base64.standard.decode(parts[2] + "=="))
    let key = Digest.sha256.key(of: Array(password.utf8), salt: salt, rounds: 600_000, length: 32)
    return Base64.standard.encode(key).filter { $0 != "=" } == parts[3]
  }
}
