import Channels
import Domain
import FunctionContract
import JSON
import Signing
import Testing

@testable import Callbacks

@Suite struct MetaWebhookTests {
  let now = Instant(seconds: 1_795_255_200)

  func webhook(_ secrets: String = "secret", number: String? = nil) throws -> MetaWebhook {
    try #require(
      try MetaWebhook(
        Settings([
          "META_APP_SECRET": secrets, "META_VERIFY_TOKEN": "VT123", "REKINDLE_ENVIRONMENT": "production",
          "META_PHONE_NUMBER_ID": number ?? "",
        ])))
  }

  func request(_ body: [UInt8], signature: String?) -> HTTPRequest {
    HTTPRequest(
      method: "POST", rawPath: "/webhooks/meta", headers: signature.map { ["x-hub-signature-256": $0] } ?? [:],
      body: body)
  }

  func read(_ body: [UInt8], number: String? = nil) throws -> CallbackBatch {
    let signature = BodySigner(secret: "secret").signature(of: body)
    guard case .facts(let batch) = try webhook(number: number).read(request(body, signature: signature), now: now)
    else {
      throw CallbackRefusal.forged
    }
    return batch
  }

  func body(_ value: JSON, field: String = "messages") -> JSON {
    [
      "object": "whatsapp_business_account",
      "entry": [["id": "1", "time": 1_795_255_000, "changes": [["field": .string(field), "value": value]]]],
    ]
  }

  func read(_ value: JSON, field: String = "messages", number: String? = nil) throws -> CallbackBatch {
    try read(body(value, field: field).bytes, number: number)
  }

  func status(_ status: String, code: Int? = nil, data: JSON = "42:production") -> JSON {
    var members: [String: JSON] = [
      "id": "wamid.1", "status": .string(status), "timestamp": "1767225600", "recipient_id": "14155550123",
      "biz_opaque_callback_data": data,
    ]
    members["errors"] = code.map { [["code": .integer($0), "title": "no"]] }
    return .object(members)
  }

  @Test(.enabled(if: Suites.exist, Comment(rawValue: Suites.reason)))
  func thePublishedVectorsAreAcceptedOrRefusedAsTheySay() throws {
    let file = try Suites.json("suites/vectors/meta_whatsapp.json")
    let cases = try #require(file["cases"]?.array)
    #expect(cases.count >= 9)
    for vector in cases {
      let signature = vector["headers"]?["X-Hub-Signature-256"]?.string
      let request = request(Array(vector[text: "body_utf8"].utf8), signature: signature)
      let webhook = try webhook("older," + vector[text: "app_secret"])
      let isAccepted = (try? webhook.read(request, now: now)) != nil
      #expect(isAccepted == vector["valid"]?.bool, "\(vector[text: "name"])")
    }
  }

  @Test func anAddressIsConfirmedToWhoeverKnowsTheTokenAndToNobodyElse() throws {
    func answer(_ query: String) throws -> HTTPResponse {
      let request = HTTPRequest(method: "GET", rawPath: "/webhooks/meta", rawQuery: query)
      guard case .handshake(let answer) = try webhook().read(request, now: now) else { throw CallbackRefusal.forged }
      return answer
    }
    let right = try answer("hub.mode=subscribe&hub.verify_token=VT123&hub.challenge=1158201444")
    #expect(right.status == 200 && right.body == Array("1158201444".utf8))
    #expect(right.headers["content-type"]?.hasPrefix("text/plain") == true)
    for query in [
      "hub.mode=subscribe&hub.verify_token=VT124&hub.challenge=1", "hub.mode=subscribe&hub.challenge=1", "",
      "hub.mode=unsubscribe&hub.verify_token=VT123&hub.challenge=1", "hub.mode=subscribe&hub.verify_token=VT123",
    ] {
      let wrong = try answer(query)
      #expect(wrong.status == 403 && wrong.body.isEmpty, "\(query)")
    }
  }

  @Test func oneChangedByteOrAnotherSecretIsRefusedAndTwoSecretsCountWhileOneIsChanged() throws {
    let body = body(["statuses": [status("sent")]]).bytes
    let signature = BodySigner(secret: "secret").signature(of: body)
    _ = try webhook("new,secret").read(request(body, signature: signature), now: now)
    #expect(throws: CallbackRefusal.forged) { try webhook("new").read(request(body, signature: signature), now: now) }
    #expect(throws: CallbackRefusal.unsigned) { try webhook().read(request(body, signature: nil), now: now) }
    for index in body.indices {
      var changed = body
      changed[index] ^= 1
      #expect(throws: CallbackRefusal.forged) { try webhook().read(request(changed, signature: signature), now: now) }
    }
  }

  struct Case: Sendable {
    let status: String
    var code: Int?
    let kinds: [CallbackFact.Kind]
  }

  @Test(arguments: [
    Case(status: "sent", kinds: [.processed]), Case(status: "delivered", kinds: [.delivered]),
    Case(status: "read", kinds: [.delivered, .open]), Case(status: "played", kinds: [.delivered, .open]),
    Case(status: "failed", kinds: [.dropped]), Case(status: "failed", code: 131026, kinds: [.hardBounce]),
    Case(status: "failed", code: 131021, kinds: [.hardBounce]), Case(status: "failed", code: 131030, kinds: [.dropped]),
    Case(status: "failed", code: 131050, kinds: [.dropped, .unsubscribe]),
    Case(status: "failed", code: 131049, kinds: [.blocked]), Case(status: "failed", code: 130472, kinds: [.blocked]),
    Case(status: "failed", code: 131048, kinds: [.blocked]), Case(status: "failed", code: 131047, kinds: [.dropped]),
    Case(status: "failed", code: 131042, kinds: [.blocked]), Case(status: "failed", code: 190, kinds: [.blocked]),
    Case(status: "failed", code: 131000, kinds: [.softBounce]),
    Case(status: "failed", code: 130429, kinds: [.softBounce]),
    Case(status: "failed", code: 131056, kinds: [.softBounce]), Case(status: "failed", code: 132001, kinds: [.dropped]),
    Case(status: "failed", code: 132015, kinds: [.dropped]), Case(status: "failed", code: 999_999, kinds: [.dropped]),
  ])
  func eachStatusBecomesItsFacts(example: Case) throws {
    let batch = try read(["statuses": [status(example.status, code: example.code)]])
    #expect(
      batch.facts
        == example.kinds.map {
          CallbackFact(
            deliveryID: 42, kind: $0, at: Instant(seconds: 1_767_225_600), providerMessageID: "wamid.1",
            detail: example.code.map(String.init) ?? example.status)
        })
  }

  @Test func anotherProgramsAndAnotherInstallationsMessagesAreLeft() throws {
    let others: [JSON] = ["42:staging", "dlv_01", "", "42", "production:42", ":production", "-1:production", nil]
    let batch = try read(["statuses": .array(others.map { status("delivered", data: $0) })])
    #expect(batch.ignored == others.count)
    #expect(batch.facts.isEmpty && batch.parked.isEmpty)
    let elsewhere: JSON = [
      "metadata": ["phone_number_id": "2"], "statuses": [status("delivered")],
      "messages": [["id": "wamid.2", "from": "14155550123", "type": "text", "text": ["body": "STOP"]]],
    ]
    let other = try read(elsewhere, number: "1")
    #expect(other.ignored == 2 && other.facts.isEmpty && other.replies.isEmpty)
    #expect(try read(elsewhere, number: "2").replies.map(\.intent) == [.stop])
  }

  @Test func oneBadElementOfAThousandIsSetAsideAndTheRestIsRead() throws {
    for bad in [
      "17", #"{"id":"w","status":"teleported","timestamp":"1","biz_opaque_callback_data":"1:production"}"#,
      #"{"id":"w","status":"sent","timestamp":"soon","biz_opaque_callback_data":"1:production"}"#,
      #"{"id":"a\u0000b","status":"sent","timestamp":"1","biz_opaque_callback_data":"1:production"}"#,
    ] {
      let good = status("delivered").text
      let statuses = (0..<1000).map { $0 == 500 ? bad : good }.joined(separator: ",")
      let text =
        #"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"statuses":["#
        + statuses + "]}}]}]}"
      let batch = try read(Array(text.utf8))
      #expect(batch.facts.count == 999, "\(bad)")
      #expect(batch.parked.map(\.index) == [500], "\(bad)")
    }
  }

  @Test func aTextThatIsNoUnicodeCostsNeitherItsMessageNorTheOthers() throws {
    let text = #"""
      {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messages":[
      {"from":"14155550123","id":"w1","timestamp":"1767225600","type":"text","text":{"body":"half \ud83d a smile"}},
      {"from":"14155550123","id":"w2","timestamp":"1767225601","type":"text","text":{"body":"a\u0000b"}},
      {"from":"14155550123","id":"w3","timestamp":"1767225602","type":"text","text":{"body":"stop"}}]}}]}]}
      """#
    let replies = try read(Array(text.utf8)).replies
    #expect(replies.map(\.text) == ["half \u{FFFD} a smile", "a b", "stop"])
    #expect(replies.last?.intent == .stop)
  }
}
