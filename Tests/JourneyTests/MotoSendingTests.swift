import Callbacks
import Channels
import Domain
import FunctionContract
import JSON
import Store
import TestKit
import Testing

/// Messages over AWS as moto plays it: every request's signature and permissions are checked there.
@Suite(.database, .enabled(if: Peers.have("moto", "boto3", "flask"), Peers.absent), .timeLimit(.minutes(20)))
struct MotoSendingTests {
  private let moto: MotoMail
  private let school: School
  private let announced: [JSON]
  /// The learner's own, since all tests of a run share one moto.
  private let address = "learner\(UInt32.random(in: 0 ... .max))@learn.example"
  private let number = "+4479\(Int.random(in: 10_000_000...99_999_999))"

  init() throws {
    moto = try MotoMail.shared.get()
    school = try School(campaigns: [CampaignVariant("course", ["    requires: { email: 2 }\n": ""])])
    try school.admit(1...1, lastSeen: "2026-11-15T09:00:00Z")
    try school.database.run(
      "update lms.users set email = '\(address)', phone_number = '\(number)', first_name = 'Zoë'")
    try school.detect(at: "2026-11-20T08:00:00Z")
    announced = try ["2026-11-20T10:00:00Z", "2026-11-20T10:01:00Z"].flatMap(school.tick)
  }

  private func send(_ channel: String, _ changes: [String: String] = [:]) throws {
    let settings = moto.environment.merging(
      ["EMAIL_PROVIDER": "ses", "SES_CONFIGURATION_SET": "", "SMS_PROVIDER": "sns", "SNS_SENDER_ID": "ACADEMY"]
    ) { $1 }.merging(changes) { $1 }
    for event in announced where event["type"] == .string("delivery.\(channel).due") {
      try school.send(event, settings: settings)
    }
  }

  private func row(_ channel: String) throws -> [String?] {
    try school.database.rows(
      """
      select status, provider, provider_message_id, reason from rekindle.message_deliveries where channel = '\(channel)'
      """)[0]
  }

  /// Holds REQ-0-58.
  @Test func anEmailIsTakenBySESWithItsHeadersAndBothItsTexts() throws {
    try send("email")
    let taken = try moto.emails(to: address)
    let mail = try #require(taken.first)
    #expect(taken.count == 1)
    #expect(try row("email") == ["sent", "ses", mail["id"]?.string, nil])
    let headers = mail["headers"] ?? .null
    #expect(headers["list-unsubscribe"]?.string?.hasPrefix("<https://learn.example/unsubscribe/") == true)
    #expect(headers["list-unsubscribe-post"] == "List-Unsubscribe=One-Click")
    #expect(headers["from"]?.string?.contains("courses@learn.example") == true)
    #expect(headers["to"]?.string == address)
    #expect(mail["type"] == "multipart/alternative")
    #expect(mail["text"]?.string?.contains("Zoë") == true)
    #expect(mail["html"]?.string?.contains("Zoë") == true)
  }

  /// Holds REQ-0-60.
  @Test func aTextIsTakenBySNS() throws {
    try send("sms")
    let taken = try moto.texts(to: number)
    #expect(taken.count == 1)
    #expect(try row("sms") == ["sent", "sns", taken.first?["id"]?.string, nil])
    #expect(taken.first?["text"]?.string?.isEmpty == false)
  }

  @Test(arguments: ["email", "sms"])
  func aKeyThatIsRefusedOpensTheBreakerAndTheMessageWaits(channel: String) throws {
    try send(channel, ["AWS_SECRET_ACCESS_KEY": "wrong"])
    let row = try row(channel)
    #expect(row[0] == "scheduled")
    let breakers = try school.database.rows("select provider, reason from rekindle.provider_breakers")
    #expect(breakers.map { $0[0] } == [row[1]])
    // moto has no name for it where a service speaks JSON.
    #expect(["aws_SignatureDoesNotMatch", "http_403"].contains(breakers.first?[1]))
    #expect(try moto.emails(to: address).isEmpty && moto.texts(to: number).isEmpty)
  }

  @Test func aSenderWhoMayNotSendIsAFailureWithItsName() throws {
    try send("email", ["REKINDLE_FROM_EMAIL": "nobody@learn.example"])
    #expect(try row("email") == ["failed", "ses", nil, "aws_MessageRejected"])
  }

  @Test func whatSNSPostsAndSignsIsBelieved() throws {
    let event: JSON = [
      "eventType": "Delivery", "delivery": ["timestamp": "2026-01-01T00:00:05.000Z"],
      "mail": ["messageId": "0100-1", "tags": ["delivery_id": ["42"], "environment": ["test"]]],
    ]
    let (body, certificate) = try moto.posted(event.text)
    let webhook = try #require(
      try SESWebhook(
        Settings([
          "SES_TOPIC_ARN": "arn:aws:sns:us-east-1:123456789012:ses-events", "REKINDLE_ENVIRONMENT": "test",
        ])))
    let request = HTTPRequest(method: "POST", rawPath: "/webhooks/ses", body: body)
    guard case .inquiry(let inquiry) = try webhook.read(request, now: WallClock.now),
      case .facts(let batch) = try inquiry.read(.answered(.init(status: 200, body: certificate)))
    else {
      Issue.record("no facts")
      return
    }
    #expect(batch.facts.map(\.kind) == [.delivered] && batch.facts.map(\.deliveryID) == [42])
  }
}
