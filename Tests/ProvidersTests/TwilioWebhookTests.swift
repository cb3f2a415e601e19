import Callbacks
import Channels
import Domain
import FunctionContract
import JSON
import Signing
import Testing

@Suite struct TwilioWebhookTests {
  let now = Instant(seconds: 1_767_225_700)
  let token = "f0e1d2c3b4a5968778695a4b3c2d1e0f"

  func read(
    _ form: [(name: String, value: String)], query: String = "delivery=42&environment=production",
    tokens: [String]? = nil
  ) throws -> Callback {
    let url = "https://hooks.example.com/webhooks/twilio" + (query.isEmpty ? "" : "?" + query)
    let webhook = try webhook("https://hooks.example.com/webhooks/", tokens: tokens ?? [token])
    let body = form.map { "\(escape($0.name))=\(escape($0.value))" }.joined(separator: "&")
    return try webhook.read(
      request(
        query: query,
        [
          "x-twilio-signature": TwilioSigner(authToken: token).signature(url: url, parameters: form),
          "content-type": "application/x-www-form-urlencoded",
        ], Array(body.utf8)), now: now)
  }

  func webhook(_ url: String, tokens: [String]) throws -> TwilioWebhook {
    try #require(
      try TwilioWebhook(
        Settings([
          "TWILIO_AUTH_TOKEN": tokens.joined(separator: ","), "REKINDLE_WEBHOOK_URL": url,
          "REKINDLE_ENVIRONMENT": "production",
        ])))
  }

  func request(query: String = "", _ headers: [String: String], _ body: [UInt8] = []) -> HTTPRequest {
    HTTPRequest(method: "POST", rawPath: "/webhooks/twilio", rawQuery: query, headers: headers, body: body)
  }

  func escape(_ text: String) -> String {
    text.utf8.map { $0 < 0x80 && Character(Unicode.Scalar($0)).isLetter ? String(Unicode.Scalar($0)) : percent($0) }
      .joined()
  }

  func percent(_ byte: UInt8) -> String { "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }

  func status(_ status: String, code: String? = nil) -> [(name: String, value: String)] {
    [(name: "MessageSid", value: "SM1"), (name: "MessageStatus", value: status), (name: "To", value: "+14155550123")]
      + (code.map { [(name: "ErrorCode", value: $0)] } ?? [])
  }

  @Test(arguments: [
    ("key=webhooks_sharedkey_1,algorithm=HMAC_SHA256", TwilioSigner.Algorithm.sha256, "shared", true),
    ("key=webhooks_sharedkey_1, algorithm=hmac_sha256", .sha256, "old", true),
    ("key=webhooks_sharedkey_1", .sha1, "shared", true),
    ("key=webhooks_sharedkey_1,algorithm=HMAC_SHA256", .sha256, "f0e1d2c3b4a5968778695a4b3c2d1e0f", false),
    ("key=webhooks_sharedkey_1,algorithm=HMAC_SHA256", .sha1, "shared", false), ("", .sha256, "shared", false),
    ("key=webhooks_sharedkey_1,algorithm=NONE", .sha256, "shared", false),
  ])
  func aSharedKeySignsWhereTheHeaderSaysSo(
    settings: String, algorithm: TwilioSigner.Algorithm, secret: String, isAccepted: Bool
  ) throws {
    let webhook = try #require(
      try TwilioWebhook(
        Settings([
          "TWILIO_AUTH_TOKEN": token, "TWILIO_SHARED_KEY_SECRET": "old,shared",
          "REKINDLE_WEBHOOK_URL": "https://hooks.example.com/webhooks", "REKINDLE_ENVIRONMENT": "production",
        ])))
    let form = status("delivered")
    let query = "delivery=42&environment=production"
    let signature = TwilioSigner(secret: secret, algorithm).signature(
      url: "https://hooks.example.com/webhooks/twilio?" + query, parameters: form)
    let body = form.map { "\(escape($0.name))=\(escape($0.value))" }.joined(separator: "&")
    let headers = [
      "x-twilio-signature": signature, "x-twilio-webhooks-signature-settings": settings,
      "content-type": "application/x-www-form-urlencoded",
    ]
    let read = { try webhook.read(self.request(query: query, headers, Array(body.utf8)), now: self.now) }
    if isAccepted {
      guard case .facts(let batch) = try read() else { throw CallbackRefusal.forged }
      #expect(batch.facts.map(\.deliveryID) == [42])
    } else {
      #expect(throws: CallbackRefusal.self) { try read() }
    }
  }

  struct Case: Sendable {
    let status: String
    var code: String?
    let kinds: [CallbackFact.Kind]
  }

  @Test(arguments: [
    Case(status: "queued", kinds: [.processed]), Case(status: "sent", kinds: [.processed]),
    Case(status: "delivered", kinds: [.delivered]), Case(status: "read", kinds: [.delivered, .open]),
    Case(status: "undelivered", code: "30003", kinds: [.softBounce]),
    Case(status: "undelivered", code: "30005", kinds: [.hardBounce]),
    Case(status: "undelivered", code: "30006", kinds: [.hardBounce]),
    Case(status: "undelivered", code: "30007", kinds: [.blocked]),
    Case(status: "undelivered", code: "21610", kinds: [.softBounce, .unsubscribe]),
    Case(status: "undelivered", kinds: [.softBounce]), Case(status: "failed", kinds: [.dropped]),
    Case(status: "failed", code: "21211", kinds: [.hardBounce]),
    Case(status: "failed", code: "21610", kinds: [.dropped, .unsubscribe]),
    Case(status: "canceled", kinds: [.dropped]),
    // WhatsApp's own: outside the window, an experiment, no such account there, blocked by the recipient, Meta's limits.
    Case(status: "undelivered", code: "63016", kinds: [.softBounce]),
    Case(status: "undelivered", code: "63032", kinds: [.softBounce]),
    Case(status: "failed", code: "63024", kinds: [.hardBounce]),
    Case(status: "failed", code: "63003", kinds: [.hardBounce]),
    Case(status: "undelivered", code: "63014", kinds: [.softBounce, .unsubscribe]),
    Case(status: "failed", code: "63033", kinds: [.dropped, .unsubscribe]),
    Case(status: "failed", code: "63049", kinds: [.dropped]), Case(status: "failed", code: "63051", kinds: [.blocked]),
    Case(status: "failed", code: "63020", kinds: [.blocked]), Case(status: "failed", code: "63018", kinds: [.dropped]),
  ])
  func eachStatusBecomesItsFacts(example: Case) throws {
    guard case .facts(let batch) = try read(status(example.status, code: example.code)) else {
      Issue.record("no status")
      return
    }
    #expect(
      batch.facts
        == example.kinds.map {
          CallbackFact(
            deliveryID: 42, kind: $0, at: nil, providerMessageID: "SM1", detail: example.code ?? example.status)
        })
  }

  @Test func aStatusOfAnotherEnvironmentIsCountedAndLeft() throws {
    for query in ["delivery=42&environment=staging", "delivery=42", ""] {
      guard case .facts(let batch) = try read(status("delivered"), query: query) else {
        Issue.record("no status")
        return
      }
      #expect(batch.ignored == 1)
      #expect(batch.facts.isEmpty)
    }
  }

  @Test(arguments: ["", "x", "-1", "1e3", "99999999999999999999"])
  func aDeliveryIdThatIsNotOursIsParked(id: String) throws {
    let callback = try read(status("delivered"), query: "delivery=\(id)&environment=production")
    guard case .facts(let batch) = callback else { return }
    #expect(batch.parked == [.init(index: 0, reason: .noDeliveryID)])
  }

  @Test func anUnknownStatusIsParked() throws {
    guard case .facts(let batch) = try read(status("teleported")) else { return }
    #expect(batch.parked == [.init(index: 0, reason: .unknownEvent)])
  }

  @Test func bothTokensCountWhileTheTokenIsBeingChangedAndNoOther() throws {
    _ = try read(status("sent"), tokens: ["old", token])
    #expect(throws: CallbackRefusal.forged) { try read(status("sent"), tokens: ["old", "older"]) }
  }

  @Test func unsignedAndUnreadableCallbacksAreRefused() throws {
    let webhook = try webhook("https://hooks.example.com", tokens: [token])
    #expect(throws: CallbackRefusal.unsigned) { try webhook.read(request([:]), now: now) }
    for body in ["a=%", "a=%4", "a=%zz", "a=%ff"] {
      #expect(throws: CallbackRefusal.malformed(at: 0)) {
        try webhook.read(request(["x-twilio-signature": "x"], Array(body.utf8)), now: now)
      }
    }
  }

  @Test(.enabled(if: Suites.exist, Comment(rawValue: Suites.reason)))
  func thePublishedJSONVectorsAreAcceptedOrRefusedAsTheySay() throws {
    for vector in try #require(try Suites.json("suites/vectors/twilio_hmac_json.json")["cases"]?.array) {
      let url = vector[text: "url"]
      let parts = url.split(separator: "?", maxSplits: 1).map(String.init)
      guard parts[0].hasSuffix("/twilio/events") else { continue }
      #expect(try isAccepted(vector, url: url) == vector["valid"]?.bool, "\(vector[text: "name"])")
    }
  }

  /// The vectors' own address ends differently from ours, so signature and hash are made again for ours.
  func isAccepted(_ vector: JSON, url: String) throws -> Bool {
    let query = String(url.split(separator: "?", maxSplits: 1)[1])
    let webhook = try webhook("https://hooks.example.com", tokens: [vector[text: "auth_token"]])
    let signer = TwilioSigner(authToken: vector[text: "auth_token"])
    #expect(signer.isValid(vector["headers"]?[text: "X-Twilio-Signature"] ?? "", url: url))
    let headers = [
      "content-type": "application/json",
      "x-twilio-signature": signer.signature(url: "https://hooks.example.com/twilio?" + query),
    ]
    let body = Array(vector[text: "body_utf8"].utf8)
    do throws(CallbackRefusal) {
      _ = try webhook.read(request(query: query, headers, body), now: now)
      return true
    } catch {
      return false
    }
  }
}
