import Domain
import FunctionContract
import FunctionHost
import JSON
import Processes
import Store
import TestKit
import Testing

/// A second provider takes over while the first refuses us, and never has a message that the first has.
@Suite(.database, .timeLimit(.minutes(20)))
struct FallbackTests {
  private func school(_ learners: Int) throws -> (school: School, emails: [JSON]) {
    let school = try School(campaigns: [CampaignVariant("course", ["    requires: { email: 2 }\n": ""])])
    try school.admit(1...learners, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    return (school, try school.tick(at: "2026-11-20T10:00:00Z").filter { $0["type"] == "delivery.email.due" })
  }

  /// How many emails are in which state with which provider.
  private func emails(_ school: School) throws -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: try school.database.rows(
        """
        select concat_ws(' ', status, provider), count(*)::text from rekindle.message_deliveries
         where channel = 'email' group by 1
        """
      ).map { ($0[0] ?? "", $0[1].flatMap { Int($0) } ?? 0) })
  }

  @Test func whatTheFirstRefusesAndWhatFollowsGoesOutOverTheSecondOnceAndTheLedgerSaysWhich() throws {
    let (school, announced) = try school(60)
    let refusing = try RefusingProvider()
    let settings = ["SENDGRID_BASE_URL": refusing.address, "EMAIL_PROVIDER_FALLBACK": "ses"]
    let pieces = announced.flatMap { $0.pieces(of: 20) }
    try school.send(pieces[0], at: "2026-11-20T10:01:00Z", settings: settings)
    let requests = refusing.requests
    #expect((1...20).contains(requests))
    #expect(try emails(school)["scheduled sendgrid"] ?? 0 >= 1)

    for piece in pieces[1...] { try school.send(piece, at: "2026-11-20T10:01:30Z", settings: settings) }
    #expect(try emails(school)["sent ses"] == 40)
    for announcement in try school.tick(at: "2026-11-20T10:03:00Z") where announcement["type"] == "delivery.email.due" {
      try school.send(announcement, settings: settings)
    }
    #expect(try emails(school) == ["sent ses": 60], "a refused message waits a minute for the second provider")
    #expect(refusing.requests == requests)
    let accepted = try school.accepted()
    #expect(accepted.count == 60 && Set(accepted).count == 60)
    #expect(try school.database.rows("select rule, n::text from rekindle.violations") == [])
  }

  @Test func theFirstIsUsedAgainOnceItsBreakerIsClosed() throws {
    let (school, announced) = try school(2)
    try school.database.run(
      """
      insert into rekindle.provider_breakers (provider, open_until, reason)
      values ('sendgrid', '2026-11-20 10:02Z', 'http_401')
      """)
    let pieces = announced.flatMap { $0.pieces(of: 1) }
    for (piece, time) in zip(pieces, ["2026-11-20T10:01:00Z", "2026-11-20T10:03:00Z"]) {
      try school.send(piece, at: time, settings: ["EMAIL_PROVIDER_FALLBACK": "ses"])
    }
    #expect(try emails(school) == ["sent ses": 1, "sent sendgrid": 1])
  }

  @Test func whereBothRefuseEverythingWaits() throws {
    let (school, announced) = try school(3)
    try school.database.run(
      """
      insert into rekindle.provider_breakers (provider, open_until, reason)
      values ('sendgrid', '2026-11-20 10:12Z', 'http_401'), ('ses', '2026-11-20 10:12Z', 'aws_AccessDenied')
      """)
    let reply = try school.send(announced[0], settings: ["EMAIL_PROVIDER_FALLBACK": "ses"])
    #expect(reply["result"]?["waiting"] == 3)
    #expect(try school.accepted() == [])
  }

  /// A container's address that gives no key: for good, or for the moment.
  @Test(arguments: [(404, "sent sendgrid", 1), (503, "scheduled", 0)])
  func aKeyThatIsNotThereIsARefusalAndOneThatMayComeIsWaitedFor(status: Int, state: String, breakers: Int) throws {
    let (school, announced) = try school(1)
    let server = try HTTPServer(HTTPServerSettings()) { _ in .now(HTTPResponse(status: status)) }
    defer { server.stop() }
    try school.send(
      announced[0],
      settings: [
        "EMAIL_PROVIDER": "ses", "EMAIL_PROVIDER_FALLBACK": "sendgrid", "AWS_ACCESS_KEY_ID": "",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:\(server.port)/key",
      ])
    #expect(try emails(school) == [state: 1])
    #expect(
      try school.database.rows("select provider, reason from rekindle.provider_breakers").count == breakers)
  }

  @Test func textsGoOverSNSWhileTwilioRefusesUs() throws {
    let (school, _) = try school(2)
    let texts = try school.tick(at: "2026-11-20T10:01:00Z").filter { $0["type"] == "delivery.sms.due" }
    try school.database.run(
      """
      insert into rekindle.provider_breakers (provider, open_until, reason)
      values ('twilio', '2026-11-20 10:12Z', 'http_401')
      """)
    for text in texts { try school.send(text, settings: ["SMS_PROVIDER_FALLBACK": "sns"]) }
    #expect(
      try school.database.rows(
        """
        select concat_ws(' ', status, provider), count(*)::text, bool_and(provider_message_id <> '')::text
          from rekindle.message_deliveries where channel = 'sms' group by 1
        """) == [["sent sns", "2", "true"]])
  }
}
