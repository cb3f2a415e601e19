import Cryptography
import Domain
import Encoding
import FunctionContract
import FunctionHost
import FunctionShell
import JSON
import Processes
import Signing
import Store
import TestKit
import Testing

@testable import delivery_webhook

/// Events of SES from the request to the ledger, with a certificate that is asked for on the way.
@Suite(.database, .timeLimit(.minutes(20)))
struct SESCallbackTests {
  private static let now = "2026-11-20T10:05:00Z"

  @Test func aBounceReachesTheLedgerItsAddressIsClosedAndTheCertificateIsAskedForOnce() throws {
    let school = try School(campaigns: [CampaignVariant("course", ["    requires: { email: 2 }\n": ""])])
    try school.admit(1...2, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    for announcement in try school.tick(at: "2026-11-20T10:00:00Z") where announcement["type"] == "delivery.email.due" {
      try school.send(announcement, settings: ["EMAIL_PROVIDER": "ses"])
    }
    let rows = try school.database.rows(
      "select id::text, provider_message_id from rekindle.message_deliveries where status = 'sent' order by id")
    #expect(rows.count == 2)
    let topic = try Topic()
    var webhook = try DeliveryWebhook(environment: topic.environment(school.database))
    for (row, type) in zip(rows, ["Delivery", "Bounce"]) {
      let request = try topic.notification(type, delivery: row[0] ?? "", id: row[1] ?? "", at: Self.now)
      for _ in 1...2 { #expect(try answer(&webhook, request) == 204, "a repetition changes nothing") }
    }
    #expect(topic.asked == 1)
    #expect(
      try school.database.rows(
        """
        select (delivered_at is not null)::text, (bounced_at is not null)::text from rekindle.message_deliveries
         where channel = 'email' order by id
        """) == [["true", "false"], ["false", "true"]])
    #expect(try school.database.rows("select user_id::text, reason from rekindle.suppressions") == [["2", "bounce"]])
    #expect(try school.database.value("select count(*)::text from rekindle.delivery_events") == "2")
  }

  @Test func aCertificateThatIsAwayIsTriedAgainByTheProviderAndAForgedMessageIsNot() throws {
    let school = try School(campaigns: [CampaignVariant("course", [:])])
    let topic = try Topic()
    var webhook = try DeliveryWebhook(environment: topic.environment(school.database))
    var request = try topic.notification("Delivery", delivery: "1", id: "x", at: Self.now)
    topic.isAway = true
    #expect(try answer(&webhook, request) == 503)
    topic.isAway = false
    #expect(try answer(&webhook, request) == 204)
    request.body = Array(String(decoding: request.body, as: UTF8.self).replacing("Delivery", with: "Complaint").utf8)
    #expect(try answer(&webhook, request) == 401)
  }

  private func answer(_ webhook: inout DeliveryWebhook, _ request: HTTPRequest) throws -> Int {
    let now = try #require(Instant(rfc3339: Self.now))
    guard
      case .http(let response, _) = try webhook.handle(
        Invocation(input: .http(request, carrier: nil), now: now))
    else { return 0 }
    return response.status
  }
}

/// A topic of Amazon SNS on this machine: it signs, and serves its certificate.
private final class Topic {
  private static let arn = "arn:aws:sns:us-east-1:123456789012:ses-events"
  private static let path = "/SimpleNotificationService-0123456789abcdef.pem"

  private let key: String
  private let server: HTTPServer
  private let state: Monitor<(asked: Int, isAway: Bool)>

  init() throws {
    guard let key = RSAPrivateKey(), let certificate = key.certificate(name: "sns", from: 0, to: 4_102_444_800) else {
      throw Spawn.Failure(description: "no randomness")
    }
    let state = Monitor((asked: 0, isAway: false))
    self.key = key.base64
    self.state = state
    server = try HTTPServer(HTTPServerSettings()) { exchange in
      let isAway = state.withLock { state in
        state.asked += state.isAway ? 0 : 1
        return state.isAway
      }
      return .now(
        isAway || exchange.target != Self.path
          ? HTTPResponse(status: 503) : HTTPResponse(status: 200, body: Array(certificate.utf8)))
    }
  }

  deinit { server.stop() }

  var asked: Int { state.read { $0.asked } }

  var isAway: Bool {
    get { state.read { $0.isAway } }
    set { state.withLock { $0.isAway = newValue } }
  }

  func environment(_ database: TestDatabase) -> Environment {
    Environment([
      "DATABASE_URL": database.url(role: "rekindle_webhook"), "REKINDLE_ENVIRONMENT": "test",
      "SES_TOPIC_ARN": Self.arn, "AWS_ENDPOINT_URL": "http://127.0.0.1:\(server.port)",
    ])
  }

  /// What SNS posts when SES tells of an email.
  func notification(_ type: String, delivery: String, id: String, at time: String) throws -> HTTPRequest {
    var event: [String: JSON] = [
      "eventType": .string(type),
      "mail": [
        "messageId": .string(id), "timestamp": .string(time),
        "tags": ["delivery_id": [.string(delivery)], "environment": ["test"]],
      ],
    ]
    event[type.lowercased()] = [
      "timestamp": .string(time), "bounceType": "Permanent", "bounceSubType": "General",
      "bouncedRecipients": [["emailAddress": "learner@learn.example", "status": "5.1.1"]],
    ]
    var members = [
      "Type": "Notification", "MessageId": "m-\(delivery)", "TopicArn": Self.arn, "Timestamp": time,
      "Message": JSON.object(event).text, "SignatureVersion": "2",
      "SigningCertURL": "https://sns.us-east-1.amazonaws.com\(Self.path)",
    ]
    guard let key = RSAPrivateKey(base64: key),
      let signature = key.signature(over: SNSSignature.text(of: members), .sha256)
    else { throw Spawn.Failure(description: "the message cannot be signed") }
    members["Signature"] = Base64.standard.encode(signature)
    return HTTPRequest(
      method: "POST", rawPath: "/webhooks/ses", headers: ["content-type": "text/plain; charset=UTF-8"],
      body: JSON.object(members.mapValues(JSON.string)).bytes)
  }
}
