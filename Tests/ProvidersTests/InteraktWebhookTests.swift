import Channels
import Domain
import FunctionContract
import JSON
import Signing
import Testing

@testable import Callbacks

@Suite struct InteraktWebhookTests {
  private let now = Instant(seconds: 1_795_255_200)

  private func read(
    _ json: JSON, header: String = "interakt-signature", secrets: String = "new,secret"
  ) throws -> CallbackBatch {
    let webhook = try #require(
      try InteraktWebhook(Settings(["INTERAKT_WEBHOOK_SECRET": secrets, "REKINDLE_ENVIRONMENT": "production"])))
    let signature = BodySigner(secret: "secret").signature(of: json.bytes)
    let request = HTTPRequest(
      method: "POST", rawPath: "/webhooks/interakt", headers: [header: signature], body: json.bytes)
    guard case .facts(let batch) = try webhook.read(request, now: now) else { throw CallbackRefusal.forged }
    return batch
  }

  private func event(
    _ type: String, code: JSON = nil, data: JSON = "42:production", metadata: [String: JSON] = [:], packed: Bool = false
  ) -> JSON {
    let metadata = JSON.object(metadata.merging(["source_data": ["callback_data": data]]) { $1 })
    return [
      "version": "1.0", "timestamp": "2026-11-20T05:43:35.237499", "type": .string(type),
      "data": [
        "customer": ["channel_phone_number": "917003705584"],
        "message": [
          "id": "dfc668a2", "channel_error_code": code, "received_at_utc": "2026-11-20T05:43:31.000000",
          "delivered_at_utc": "2026-11-20T05:43:32.000000", "seen_at_utc": "2026-11-20T05:43:33.000000",
          "meta_data": packed ? .string(metadata.text) : metadata, "message": "[]",
        ],
      ],
    ]
  }

  @Test(
    arguments: [
      ("sent", nil, [.processed], 31), ("delivered", nil, [.delivered], 32), ("read", nil, [.delivered, .open], 33),
      ("failed", "1013", [.hardBounce], 35), ("failed", "131026", [.hardBounce], 35), ("failed", "470", [.dropped], 35),
      ("failed", "131050", [.dropped, .unsubscribe], 35), ("failed", 472, [.blocked], 35),
      ("failed", nil, [.dropped], 35),
    ] as [(String, JSON, [CallbackFact.Kind], Int)])
  func eachEventBecomesItsFacts(event name: String, code: JSON, kinds: [CallbackFact.Kind], second: Int) throws {
    for packed in [false, true] {
      let facts = try read(event("message_api_" + name, code: code, packed: packed)).facts
      #expect(facts.map(\.kind) == kinds)
      #expect(facts.allSatisfy { $0.deliveryID == 42 && $0.providerMessageID == "dfc668a2" })
      #expect(facts.first?.at?.rfc3339.hasPrefix("2026-11-20T05:43:\(second)") == true)
      #expect(facts.first?.detail == (code.string ?? code.integer.map(String.init) ?? name))
    }
  }

  @Test func aPressedButtonIsAClickOfItsMessage() throws {
    let facts = try read(
      event(
        "message_api_clicked",
        metadata: ["click_type": "QR", "button_text": "DEMO", "click_timestamp": "2026-11-20 05:43:34.635664"])
    ).facts
    #expect(facts.map(\.kind) == [.click])
    #expect(facts.first?.detail == "DEMO")
    #expect(facts.first?.at?.rfc3339 == "2026-11-20T05:43:34.635664Z")
  }

  /// A family is one character of seven, and 25 bytes: the ledger's key has room for 500.
  @Test func whatAButtonSaysIsCutToWhatTheLedgerKeeps() throws {
    let text = String(repeating: "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}\u{200D}\u{1F466}", count: 200)
    let facts = try read(event("message_api_clicked", metadata: ["button_text": .string(text)])).facts
    let detail = try #require(facts.first?.detail)
    #expect(text.hasPrefix(detail) && (400...500).contains(detail.utf8.count))
    let press = ButtonPress(payload: text, answered: nil, at: nil)
    #expect(press.payload.unicodeScalars.count == 200)
  }

  @Test(
    arguments: [
      ("STOP", "STOP", ReplyIntent.stop, nil), ("which room?", "which room?", .other, nil),
      (
        #"{"type":"button_reply","button_reply":{"id":"DEMO","title":"Show me"}}"#, "Show me", .other, "DEMO"
      ),
    ] as [(String, String, ReplyIntent, String?)])
  func aMessageToUsIsAReply(message: String, text: String, intent: ReplyIntent, payload: String?) throws {
    let json: JSON = [
      "type": "message_received", "timestamp": "2026-11-20T05:43:35.237499",
      "data": [
        "customer": ["channel_phone_number": "917003705584"],
        "message": ["id": "in-1", "message": .string(message), "received_at_utc": "2026-11-20T05:43:31"],
      ],
    ]
    let reply = try #require(try read(json).replies.first)
    #expect(reply.text == text && reply.intent == intent && reply.press?.payload == payload)
    #expect(reply.id == "in-1" && reply.from == "+917003705584" && reply.channel == .whatsapp)
    #expect(reply.at.rfc3339 == "2026-11-20T05:43:31Z")
  }

  @Test func othersMessagesAndNewsOfTheAccountAreLeftAndTheUnknownIsSetAside() throws {
    for data: JSON in ["42:staging", "some text here", nil] {
      #expect(try read(event("message_api_read", data: data)).ignored == 1)
    }
    #expect(try read(["type": "message_campaign_read"]).ignored == 1)
    #expect(try read(["type": "account_alerts"]).ignored == 1)
    #expect(try read(event("message_api_teleported")).parked.map(\.reason) == [.unknownEvent])
    #expect(try read(["type": "message_received"]).parked.map(\.reason) == [.noSender])
  }

  @Test func eitherNameOfTheHeaderCountsAndNoOtherSecret() throws {
    #expect(try read(event("message_api_sent"), header: "x-interakt-signature").facts.count == 1)
    #expect(throws: CallbackRefusal.forged) { try read(event("message_api_sent"), secrets: "new") }
    #expect(throws: CallbackRefusal.unsigned) { try read(event("message_api_sent"), header: "signature") }
  }
}
