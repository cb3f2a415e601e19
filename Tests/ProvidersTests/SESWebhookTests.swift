import Callbacks
import Channels
import Cryptography
import Domain
import Encoding
import FunctionContract
import JSON
import Signing
import Testing

/// Events of Amazon SES, as Amazon SNS posts and signs them (docs/providers/ses.md).
@Suite struct SESWebhookTests {
  static let topic = "arn:aws:sns:us-east-1:123456789012:ses-events"
  static let certificateURL = "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0a1b.pem"
  static let now = Instant(seconds: 1_767_225_700)

  let key: String
  let certificate: String

  init() throws {
    guard let key = RSAPrivateKey(),
      let certificate = key.certificate(name: "sns.amazonaws.com", from: 1_700_000_000, to: 1_900_000_000)
    else { throw Samples.BadSample() }
    self.key = key.base64
    self.certificate = certificate
  }

  func webhook(_ changes: [String: String] = [:]) throws -> SESWebhook {
    let settings = ["SES_TOPIC_ARN": Self.topic, "REKINDLE_ENVIRONMENT": "test"].merging(changes) { $1 }
    return try #require(try SESWebhook(Settings(settings)))
  }

  /// A signed message with these members beside those that every one has.
  func message(_ changes: [String: String], version: String = "2") throws -> [String: String] {
    var members = [
      "Type": "Notification", "MessageId": "22b8", "TopicArn": Self.topic, "Timestamp": "2026-01-01T00:01:00.000Z",
      "Subject": "Amazon SES Email Event Notification", "Message": "{}", "SignatureVersion": version,
      "SigningCertURL": Self.certificateURL,
    ].merging(changes) { $1 }
    let digest = try #require(SNSSignature.digest(ofVersion: version))
    guard let key = RSAPrivateKey(base64: key),
      let signature = key.signature(over: SNSSignature.text(of: members), digest)
    else { throw Samples.BadSample() }
    members["Signature"] = Base64.standard.encode(signature)
    return members
  }

  func read(
    _ members: [String: String], by webhook: SESWebhook, now: Instant = now, asked: (String) -> Observation
  ) throws -> Callback {
    let request = HTTPRequest(
      method: "POST", rawPath: "/webhooks/ses", body: JSON.object(members.mapValues(JSON.string)).bytes)
    var callback = try webhook.read(request, now: now)
    while case .inquiry(let inquiry) = callback { callback = try inquiry.read(asked(inquiry.url)) }
    return callback
  }

  /// What a message says where its certificate is served.
  func read(_ members: [String: String], now: Instant = now) throws -> Callback {
    try read(members, by: webhook(), now: now) { _ in .answered(.init(status: 200, body: Array(certificate.utf8))) }
  }

  private func batch(_ event: JSON) throws -> CallbackBatch {
    guard case .facts(let batch) = try read(message(["Message": event.text])) else { throw Samples.BadSample() }
    return batch
  }

  private func event(_ type: String, _ details: [String: JSON] = [:], tags: JSON? = nil) -> JSON {
    let own: JSON = ["delivery_id": ["42"], "environment": ["test"], "ses:configuration-set": ["reminders"]]
    let member = type.prefix(1).lowercased() + type.dropFirst()
    return [
      "eventType": .string(type), member: .object(details.merging(["timestamp": "2026-01-01T00:00:40.500Z"]) { $1 }),
      "mail": ["messageId": "0100-1", "timestamp": "2026-01-01T00:00:30.000Z", "tags": tags ?? own],
    ]
  }

  // MARK: Events

  private static func bounce(_ type: String, _ subtype: String, _ status: String? = nil) -> [String: JSON] {
    let recipient: JSON = status.map { ["emailAddress": "a@b.example", "status": .string($0)] } ?? [:]
    return ["bounceType": .string(type), "bounceSubType": .string(subtype), "bouncedRecipients": [recipient]]
  }

  @Test(
    arguments: [
      ("Send", [:], [CallbackFact.Kind.processed]), ("Delivery", [:], [.delivered]), ("Open", [:], [.open]),
      ("Click", ["link": "https://learn.example/"], [.click]),
      ("DeliveryDelay", ["delayType": "MailboxFull"], [.deferred]),
      ("Reject", ["reason": "Bad content"], [.dropped]), ("Rendering Failure", [:], [.dropped]),
      ("Complaint", [:], [.complaint]),
      ("Complaint", ["complaintSubType": "OnAccountSuppressionList"], [.dropped, .complaint]),
      ("Complaint", ["complaintFeedbackType": "not-spam"], []),
      ("Bounce", bounce("Permanent", "General"), [.hardBounce]),
      ("Bounce", bounce("Permanent", "NoEmail"), [.hardBounce]),
      ("Bounce", bounce("Permanent", "General", "5.1.1"), [.hardBounce]),
      ("Bounce", bounce("Permanent", "General", "5.7.1"), [.blocked]),
      ("Bounce", bounce("Permanent", "General", "5.2.2"), [.softBounce]),
      ("Bounce", bounce("Permanent", "Suppressed"), [.dropped, .hardBounce]),
      ("Bounce", bounce("Permanent", "OnAccountSuppressionList"), [.dropped, .hardBounce]),
      ("Bounce", bounce("Transient", "General", "5.1.1"), [.softBounce]),
      ("Bounce", bounce("Transient", "MailboxFull"), [.softBounce]),
      ("Bounce", bounce("Transient", "ContentRejected"), [.blocked]),
      ("Bounce", bounce("Undetermined", "Undetermined"), [.softBounce]),
      ("Subscription", ["newTopicPreferences": ["unsubscribeAll": true]], [.unsubscribe]),
      ("Subscription", ["newTopicPreferences": ["unsubscribeAll": false]], []),
    ] as [(String, [String: JSON], [CallbackFact.Kind])])
  func anEventIsWhatItMeansForTheDelivery(type: String, details: [String: JSON], kinds: [CallbackFact.Kind]) throws {
    let batch = try batch(event(type, details))
    #expect(batch.facts.map(\.kind) == kinds)
    #expect(batch.parked.isEmpty && batch.ignored == (kinds.isEmpty ? 1 : 0))
    #expect(batch.facts.allSatisfy { $0.deliveryID == 42 && $0.providerMessageID == "0100-1" })
    #expect(batch.facts.allSatisfy { $0.at == Instant(rfc3339: "2026-01-01T00:00:40.500Z") })
  }

  @Test func eventsOfOthersAreLeftAndWhatCannotBePlacedIsParked() throws {
    for tags in [["environment": ["staging"], "delivery_id": ["42"]], ["campaign": ["newsletter"]], [:]] as [JSON] {
      #expect(try batch(event("Delivery", tags: tags)).ignored == 1)
    }
    #expect(try batch(event("Delivery", tags: ["environment": ["test"]])).parked.map(\.reason) == [.noDeliveryID])
    #expect(try batch(event("Opened")).parked.map(\.reason) == [.unknownEvent])
    #expect(try batch("text").parked.map(\.reason) == [.notAnObject])
  }

  @Test func aFeedbackNotificationWithoutTagsIsFoundByTheHeadersOfItsEmail() throws {
    let mail: JSON = [
      "messageId": "0100-1", "timestamp": "2026-01-01T00:00:30.000Z",
      "headers": [["name": "X-Delivery-Id", "value": "42"], ["name": "X-Environment", "value": "test"]],
    ]
    let batch = try batch(["notificationType": "Complaint", "mail": mail, "complaint": [:]])
    #expect(batch.facts.map(\.kind) == [.complaint] && batch.facts.map(\.deliveryID) == [42])
  }

  // MARK: Signatures

  @Test(arguments: ["1", "2"]) func bothVersionsOfTheSignatureCoverEveryMember(version: String) throws {
    let whole = try message(["Message": event("Delivery").text], version: version)
    #expect(try read(whole) != .facts(CallbackBatch()))
    for name in ["Message", "MessageId", "Subject", "Timestamp"] {
      let value = name == "Timestamp" ? "2026-01-01T00:01:01.000Z" : "changed"
      #expect(throws: CallbackRefusal.forged) { try read(whole.merging([name: value]) { $1 }) }
    }
    #expect(throws: CallbackRefusal.forged) { try read(whole.merging(["SignatureVersion": "3"]) { $1 }) }
    #expect(throws: CallbackRefusal.unsigned) { try read(whole.filter { $0.key != "Signature" }) }
  }

  @Test(arguments: [
    "http://sns.us-east-1.amazonaws.com/SimpleNotificationService-0a.pem",
    "https://sns.us-east-1.amazonaws.com.evil.example/SimpleNotificationService-0a.pem",
    "https://evil.example/sns.us-east-1.amazonaws.com/SimpleNotificationService-0a.pem",
    "https://user@sns.us-east-1.amazonaws.com/SimpleNotificationService-0a.pem",
    "https://sns.us-east-1.amazonaws.com:444/SimpleNotificationService-0a.pem",
    "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem",
    "https://s3.us-east-1.amazonaws.com/SimpleNotificationService-0a.pem",
    "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0a/../x.pem",
    "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0a.txt", "",
  ])
  func aCertificateFromElsewhereIsNeverAskedFor(url: String) throws {
    let message = try message(["SigningCertURL": url])
    #expect(throws: CallbackRefusal.forged) {
      try read(message, by: webhook()) { url in
        Issue.record("asked for \(url)")
        return .notSent(.dns)
      }
    }
  }

  @Test func anotherTopicAndAnOldOrAFutureMessageAreRefusedWithoutAsking() throws {
    func refusal(_ changes: [String: String], _ expected: CallbackRefusal) throws {
      let message = try message(changes)
      #expect(throws: expected) {
        try read(message, by: webhook()) { url in
          Issue.record("asked for \(url)")
          return .notSent(.dns)
        }
      }
    }
    try refusal(["TopicArn": "arn:aws:sns:us-east-1:999999999999:ses-events"], .forged)
    try refusal(["Timestamp": "2025-12-31T21:59:00.000Z"], .stale)
    try refusal(["Timestamp": "2026-01-01T00:10:00.000Z"], .stale)
    try refusal(["Timestamp": "yesterday"], .stale)
  }

  @Test func aCertificateThatIsNotServedMayBeTriedAgainAndOneThatIsNoneOrIsOverIsRefused() throws {
    let message = try message(["Message": event("Delivery").text])
    for away in [Observation.notSent(.connect), .answered(.init(status: 503)), .interrupted(.timeout)] {
      #expect(throws: CallbackRefusal.unverifiable) { try read(message, by: webhook()) { _ in away } }
    }
    for body in ["", "no certificate", String(repeating: certificate, count: 20)] {
      #expect(throws: CallbackRefusal.forged) {
        try read(message, by: webhook()) { _ in .answered(.init(status: 200, body: Array(body.utf8))) }
      }
    }
    guard let key = RSAPrivateKey(base64: key),
      let over = key.certificate(name: "sns.amazonaws.com", from: 1_600_000_000, to: 1_700_000_000)
    else { throw Samples.BadSample() }
    #expect(throws: CallbackRefusal.forged) {
      try read(message, by: webhook()) { _ in .answered(.init(status: 200, body: Array(over.utf8))) }
    }
  }
}
