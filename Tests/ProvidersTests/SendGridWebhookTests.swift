import Callbacks
import Channels
import Domain
import Encoding
import FunctionContract
import JSON
import Signing
import Testing

@Suite struct SendGridWebhookTests {
  private let now = Instant(seconds: 1_767_225_700)

  /// Signs `body` at `signedAt` and reads it as the receiver would.
  private func read(_ body: String, signedAt: Int = 1_767_225_600) throws -> CallbackBatch {
    guard let signer = SendGridEventSigner() else { throw NoRandomness() }
    let bytes = Array(body.utf8)
    return try webhook(signer.publicKeyBase64).batch(
      [
        "x-twilio-email-event-webhook-signature": signer.signature(body: bytes, timestamp: String(signedAt)) ?? "",
        "x-twilio-email-event-webhook-timestamp": String(signedAt),
      ], bytes, now: now)
  }

  private func webhook(_ publicKey: String) throws -> SendGridWebhook {
    try #require(
      try SendGridWebhook(
        Settings(["SENDGRID_WEBHOOK_PUBLIC_KEY": publicKey, "REKINDLE_ENVIRONMENT": "production"])))
  }

  private func event(_ members: String) -> String {
    #"[{"email":"maya@learner.example","timestamp":1767225590,"delivery_id":"42","environment":"production","#
      + #""sg_message_id":"AbC.recvd-1.0","category":["a","b"],"pool":{"name":"x","id":1},\#(members)}]"#
  }

  struct Case: Sendable {
    let members: String
    let kinds: [CallbackFact.Kind]
    var detail = ""
    var isSuspect = false
  }

  /// Every event of docs/providers/sendgrid.md.
  @Test(arguments: [
    Case(members: #""event":"processed","send_at":0"#, kinds: [.processed]),
    Case(members: #""event":"deferred","response":"451 4.7.1 Greylisted","attempt":"1""#, kinds: [.deferred]),
    Case(members: #""event":"delivered","response":"250 OK","tls":1"#, kinds: [.delivered]),
    Case(
      members: #""event":"bounce","type":"bounce","status":"5.1.1","reason":"550 no""#,
      kinds: [.hardBounce], detail: "5.1.1"),
    Case(members: #""event":"bounce","status":"5.0.0""#, kinds: [.hardBounce], detail: "5.0.0"),
    Case(members: #""event":"bounce","type":"blocked","status":"4.2.2""#, kinds: [.softBounce], detail: "4.2.2"),
    Case(members: #""event":"bounce","type":"bounce","status":"5.2.2""#, kinds: [.softBounce], detail: "5.2.2"),
    Case(members: #""event":"bounce","type":"bounce","status":"5.7.1""#, kinds: [.blocked], detail: "5.7.1"),
    Case(members: #""event":"bounce","type":"bounce","status":"4.4.7""#, kinds: [.softBounce], detail: "4.4.7"),
    Case(members: #""event":"bounce","type":"blocked","status":"5.7.26""#, kinds: [.blocked], detail: "5.7.26"),
    Case(members: #""event":"bounce","type":"blocked""#, kinds: [.blocked]),
    Case(members: #""event":"bounce","type":"expired""#, kinds: [.softBounce]),
    Case(members: #""event":"bounce","type":"Bounce","status":" 5.1.1\n""#, kinds: [.hardBounce], detail: "5.1.1"),
    Case(
      members: #""event":"bounce","type":"bounce","status":"5.0.0","bounce_classification":"Mailbox Unavailable""#,
      kinds: [.softBounce], detail: "5.0.0"),
    Case(
      members: #""event":"bounce","type":"bounce","bounce_classification":"Reputation""#, kinds: [.blocked]),
    Case(
      members: #""event":"dropped","reason":"Bounced\nAddress""#, kinds: [.dropped, .hardBounce],
      detail: "Bounced Address"),
    Case(
      members: #""event":"dropped","reason":"unsubscribed address""#, kinds: [.dropped, .unsubscribe],
      detail: "unsubscribed address"),
    Case(members: #""event":"dropped","reason":"Spam Content""#, kinds: [.dropped, .blocked], detail: "Spam Content"),
    Case(
      members: #""event":"dropped","reason":"Bounced Address""#, kinds: [.dropped, .hardBounce],
      detail: "Bounced Address"),
    Case(members: #""event":"dropped","reason":"Invalid""#, kinds: [.dropped, .hardBounce], detail: "Invalid"),
    Case(
      members: #""event":"dropped","reason":"Unsubscribed Address""#, kinds: [.dropped, .unsubscribe],
      detail: "Unsubscribed Address"),
    Case(
      members: #""event":"dropped","reason":"Spam Reporting Address""#, kinds: [.dropped, .complaint],
      detail: "Spam Reporting Address"),
    Case(
      members: #""event":"dropped","reason":"Invalid SMTPAPI header""#, kinds: [.dropped],
      detail: "Invalid SMTPAPI header"),
    Case(members: #""event":"open","useragent":"UA","ip":"192.0.2.1""#, kinds: [.open]),
    Case(members: #""event":"open","sg_machine_open":true"#, kinds: [.open], isSuspect: true),
    Case(members: #""event":"open","sg_machine_open":false"#, kinds: [.open]),
    Case(
      members: #""event":"click","url":"https:\/\/x.example\/a?b=%20\u00e9","url_offset":{"index":0,"type":"html"}"#,
      kinds: [.click], detail: "https://x.example/a?b=%20é"),
    Case(members: #""event":"spamreport""#, kinds: [.complaint]),
    Case(members: #""event":"unsubscribe""#, kinds: [.unsubscribe]),
    Case(members: #""event":"group_unsubscribe","asm_group_id":1"#, kinds: [.unsubscribe]),
  ])
  func eachEventBecomesItsFacts(example: Case) throws {
    let batch = try read(event(example.members) + "\r\n")
    #expect(
      batch.facts
        == example.kinds.map {
          CallbackFact(
            deliveryID: 42, kind: $0, at: Instant(seconds: 1_767_225_590), providerMessageID: "AbC",
            detail: example.detail, isSuspect: example.isSuspect)
        })
    #expect(batch.ignored == 0)
    #expect(batch.parked.isEmpty)
  }

  @Test(arguments: ["group_resubscribe", "account_status_change"])
  func eventsThatSayNothingAboutADeliveryAreCountedAndLeft(name: String) throws {
    let batch = try read(event(#""event":"\#(name)""#))
    #expect(batch.facts.isEmpty)
    #expect(batch.ignored == 1)
  }

  @Test func anEventOfAnotherEnvironmentIsCountedAndLeft() throws {
    let body = event(#""event":"delivered""#)
    let staging = body.replacing("production", with: "staging")
    #expect(try read(staging).ignored == 1)
    #expect(try read(staging).facts.isEmpty)
    #expect(try read(body.replacing(#""environment":"production","#, with: "")).facts.count == 1)
  }

  @Test(arguments: [
    #"{"event":"delivered","timestamp":1,"sg_message_id":"z.x"}"#, "{}", #"{"event":"their_own","timestamp":1}"#,
    #"{"event":"open","delivery_id":"order-7","timestamp":1}"#,
  ])
  func anEventOfAnotherProgramUnderTheSameAccountIsCountedAndLeft(_ element: String) throws {
    let batch = try read("[" + Array(repeating: element, count: 50).joined(separator: ",") + "]")
    #expect(batch.ignored == 50 && batch.facts.isEmpty && batch.parked.isEmpty)
  }

  @Test func aPoisonedElementIsParkedAndTheRestProceeds() throws {
    let good = event(#""event":"delivered""#).dropFirst().dropLast()
    let poison: [(String, CallbackBatch.Reason)] = [
      ("7", .notAnObject), ("null", .notAnObject), ("[1,[2]]", .notAnObject), (#""text""#, .notAnObject),
      (#"{"environment":"production"}"#, .unknownEvent),
      (#"{"event":"exploded","delivery_id":"1","timestamp":1}"#, .unknownEvent),
      (#"{"event":7,"delivery_id":"1","timestamp":1}"#, .unknownEvent),
      (#"{"event":"open","environment":"production","timestamp":1}"#, .noDeliveryID),
      (#"{"event":"open","environment":"production","delivery_id":"dlv_1","timestamp":1}"#, .noDeliveryID),
      (#"{"event":"open","environment":"production","delivery_id":"-1","timestamp":1}"#, .noDeliveryID),
      (
        #"{"event":"open","environment":"production","delivery_id":"99999999999999999999","timestamp":1}"#,
        .noDeliveryID
      ),
      (#"{"event":"open","delivery_id":"1"}"#, .noTimestamp),
      (#"{"event":"open","delivery_id":"1","timestamp":-5}"#, .noTimestamp),
      (#"{"event":"open","delivery_id":"1","timestamp":1e3}"#, .noTimestamp),
      (#"{"event":"open","delivery_id":"1","timestamp":1767225600000}"#, .noTimestamp),
      (#"{"event":"click","delivery_id":"1","timestamp":1,"url":"a\u0000b"}"#, .unreadableText),
      (#"{"event":"click","delivery_id":"1","timestamp":1,"url":"\ud83d"}"#, .unreadableText),
      (#"{"event":"open","event":"click","delivery_id":"1","timestamp":1}"#, .duplicateKey),
      (#"{"event":"open","delivery_id":"1","delivery_id":"2","timestamp":1}"#, .duplicateKey),
    ]
    for (element, reason) in poison {
      let batch = try read("[\(good), \(element) ,\(good)]")
      #expect(batch.facts.count == 2, "\(element)")
      #expect(batch.parked == [.init(index: 1, reason: reason)], "\(element)")
    }
  }

  @Test(arguments: [
    "", "{}", "[", "[}", "[{]", #"[{"a"}]"#, #"[{"a":}]"#, #"[{"a":1,}]"#, #"[{"a":"b]"#, "[]x", "[1 2]", "[1,]",
    #"[{"a":{"b":[}]"#, #"["\"#, "nonsense",
  ])
  func whatIsNoArrayOfEventsIsRefused(body: String) throws {
    let error = #expect(throws: CallbackRefusal.self) { try read(body) }
    guard case .malformed = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.status == 400)
  }

  @Test func anEmptyBatchSaysNothing() throws {
    #expect(try read(" [ ] \r\n") == CallbackBatch())
  }

  @Test func fiveThousandEventsAreReadAndOneMoreIsRefused() throws {
    let one = String(event(#""event":"delivered""#).dropFirst().dropLast())
    #expect(try read("[" + Array(repeating: one, count: 5000).joined(separator: ",") + "]").facts.count == 5000)
    #expect(throws: CallbackRefusal.tooManyEvents(limit: 5000)) {
      try read("[" + Array(repeating: one, count: 5001).joined(separator: ",") + "]")
    }
  }

  @Test func aSignatureCountsForADayAndAnHour() throws {
    let body = event(#""event":"open""#)
    for seconds in [1_767_225_700, 1_767_225_700 - 24 * 3600, 1_767_225_700 + 200] {
      #expect(try read(body, signedAt: seconds).facts.count == 1)
    }
    for seconds in [1_767_225_700 - 26 * 3600, 1_767_225_700 + 400, -5] {
      #expect(throws: CallbackRefusal.stale) { try read(body, signedAt: seconds) }
    }
  }

  @Test func unsignedAndAlteredBodiesAreRefusedBeforeTheyAreRead() throws {
    guard let signer = SendGridEventSigner() else { throw NoRandomness() }
    let webhook = try webhook(signer.publicKeyBase64)
    let body = Array("not even JSON".utf8)
    let signature = signer.signature(body: Array("[]".utf8), timestamp: "1767225600") ?? ""
    let name = "x-twilio-email-event-webhook-"
    for (headers, refusal) in [
      ([:], CallbackRefusal.unsigned), ([name + "signature": signature], .unsigned),
      ([name + "timestamp": "1767225600"], .unsigned),
      ([name + "signature": signature, name + "timestamp": "1767225600"], .forged),
      ([name + "signature": "!!!", name + "timestamp": "1767225600"], .forged),
    ] {
      var thrown: CallbackRefusal?
      do throws(CallbackRefusal) { _ = try webhook.batch(headers, body, now: now) } catch {
        thrown = error
      }
      #expect(thrown == refusal)
    }
  }

  @Test func aKeyThatIsNoneIsRefusedByTheNameOfItsSetting() {
    var text = ""
    let settings = Settings(["SENDGRID_WEBHOOK_PUBLIC_KEY": "hello", "REKINDLE_ENVIRONMENT": "x"])
    do throws(ProviderSettingError) { _ = try SendGridWebhook(settings) } catch {
      text = error.description
    }
    #expect(text.hasPrefix("SENDGRID_WEBHOOK_PUBLIC_KEY: "))
  }

  @Test(.enabled(if: Suites.exist, Comment(rawValue: Suites.reason)))
  func theProvidersOwnSamplesAreRead() throws {
    let sample = try Suites.json("suites/sendgrid_webhook_samples/example-event-notification.json")
    let events = try #require(sample.array)
    let batch = try read(
      JSON.array(
        events.map {
          var event = $0.object ?? [:]
          event["delivery_id"] = "7"
          return .object(event)
        }
      ).text)
    #expect(batch.parked.isEmpty)
    #expect(batch.ignored == 1)
    #expect(
      Set(batch.facts.map(\.kind)).isSuperset(of: [.processed, .deferred, .delivered, .open, .click, .hardBounce]))
  }

  @Test(.enabled(if: Suites.exist, Comment(rawValue: Suites.reason)))
  func everyPublishedVectorIsAcceptedOrRefusedAsItSays() throws {
    for vector in try #require(try Suites.json("suites/vectors/sendgrid_ecdsa.json")["cases"]?.array) {
      let headers = vector["headers"] ?? .null
      let timestamp = headers[text: "X-Twilio-Email-Event-Webhook-Timestamp"]
      let webhook = try webhook(vector[text: "public_key_b64_der"])
      let body = try #require(Base64.standard.decode(vector[text: "body_base64"]))
      var refusal: CallbackRefusal?
      do throws(CallbackRefusal) {
        _ = try webhook.batch(
          [
            "x-twilio-email-event-webhook-signature": headers[text: "X-Twilio-Email-Event-Webhook-Signature"],
            "x-twilio-email-event-webhook-timestamp": timestamp,
          ], body, now: Instant(seconds: Int(timestamp) ?? 0))
      } catch { refusal = error }
      #expect((refusal == nil) == vector["valid"]?.bool, "\(vector[text: "name"]): \(String(describing: refusal))")
    }
  }

  /// No input may trap, whatever is signed.
  @Test func mutatedBatchesAreReadOrRefusedNeverACrash() throws {
    var random = Seeded(7)
    let base = Array(event(#""event":"click","url":"https:\/\/x.example\/\u00e9"#).utf8)
    guard let signer = SendGridEventSigner() else { throw NoRandomness() }
    let webhook = try webhook(signer.publicKeyBase64)
    for _ in 0..<1000 {
      var body = base
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<body.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: body[place] = UInt8.random(in: 0...255, using: &random)
        case 1: body.remove(at: place)
        default: body.removeSubrange(place...)
        }
        if body.isEmpty { body = base }
      }
      let headers = [
        "x-twilio-email-event-webhook-signature": signer.signature(body: body, timestamp: "1767225600") ?? "",
        "x-twilio-email-event-webhook-timestamp": "1767225600",
      ]
      do throws(CallbackRefusal) {
        let batch = try webhook.batch(headers, body, now: now)
        #expect(batch.facts.count + batch.ignored + batch.parked.count <= 200)
      } catch {
        #expect(error.status == 400)
      }
    }
  }
}

extension SendGridWebhook {
  /// The facts in a request with these headers and this body.
  fileprivate func batch(
    _ headers: [String: String], _ body: [UInt8], now: Instant
  ) throws(CallbackRefusal) -> CallbackBatch {
    let request = HTTPRequest(method: "POST", rawPath: "/webhooks/sendgrid", headers: headers, body: body)
    guard case .facts(let batch) = try read(request, now: now) else { return CallbackBatch() }
    return batch
  }
}

struct NoRandomness: Error {}
