import Domain
import Foundation
import FunctionContract
import JSON
import Signing
import TestKit
import Testing

/// Standard Webhooks 1.0 by the constants of its own libraries' tests.
struct StandardWebhookTests {
  private static let file = SharedSuite.folder("standard_webhooks")?.appending(path: "signature_vectors.json")

  @Test(.enabled(if: file != nil, SharedSuite.absent("standard_webhooks")))
  func everyVectorIsJudgedAsItSays() throws {
    let file = try #require(Self.file)
    let vectors = try #require(try JSON.parse(Array(Data(contentsOf: file)))["vectors"]?.array)
    #expect(vectors.count == 5)
    for vector in vectors {
      let signer = try #require(StandardWebhookSigner(secret: vector["secret"]?.string ?? ""))
      let isValid = signer.isValid(
        vector["signature"]?.string ?? "", id: vector["id"]?.string ?? "",
        timestamp: "\(vector["timestamp"]?.integer ?? 0)", body: Array((vector["payload"]?.string ?? "").utf8))
      #expect(isValid == vector["valid"]?.bool, "\(vector["name"]?.string ?? "")")
    }
  }

  @Test(arguments: ["", "whsec_", "whsec_====", "=", "A", "whsec_ not base64", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw==="])
  func aSecretThatIsNoneIsRefused(_ secret: String) {
    #expect(StandardWebhookSigner(secret: secret) == nil)
  }

  @Test(arguments: ["MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwBr"])
  func aSecretWithoutPaddingIsTaken(_ secret: String) {
    #expect(StandardWebhookSigner(secret: secret) != nil)
  }
}

/// Who gets in: the signature first, and only a fresh one (REQ-2-11).
@Suite(.database) struct EntranceTests {
  let host: Host
  let body = JSON.array([Host.activity("evt_1")]).bytes

  init() throws { host = try Host() }

  @Test(arguments: [-300, -1, 0, 300]) func aSignatureOfTheLastFiveMinutesIsTaken(_ offset: Int) throws {
    #expect(try host.answer(Host.signed(body, seconds: Host.now.seconds + offset)).status == 200)
  }

  @Test(arguments: [-301, 301, -86_400, Int.min / 2]) func aStaleSignatureIsRefused(_ offset: Int) throws {
    let request = try Host.signed(body, seconds: Host.now.seconds &+ offset)
    #expect(try host.answer(request).status == 401)
    #expect(try host.database.count("select count(*) from lms.user_activities") == 0)
  }

  @Test func whoCannotSignChangesNothingAndIsCounted() throws {
    var forged = [try Host.signed(body, secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    for header in ["webhook-id", "webhook-timestamp", "webhook-signature"] {
      var request = try Host.signed(body)
      request.headers[header] = nil
      forged.append(request)
      request.headers[header] = "hello"
      forged.append(request)
    }
    var changed = try Host.signed(body)
    changed.body[3] ^= 1
    forged.append(changed)
    for request in forged { #expect(try host.answer(request).status == 401) }
    #expect(try host.database.count("select count(*) from rekindle.host_events") == 0)
    #expect(
      try host.database.count("select sum(seen) from rekindle.anomalies where kind = 'host_request_refused'")
        == forged.count)
  }

  @Test func aSecretThatIsBeingChangedIsTakenBesideTheNewOne() throws {
    let new = "whsec_" + String(repeating: "B", count: 32)
    let secrets = "lms:\(new),lms:\(Host.secret)"
    #expect(try host.answer(Host.signed(body, id: "a", secret: new), secrets: secrets).status == 200)
    #expect(try host.answer(Host.signed(body, id: "b"), secrets: secrets).status == 200)
    #expect(try host.answer(Host.signed(body, id: "c"), secrets: "lms:\(new)").status == 401)
  }

  @Test func aSourceThatHasNoSecretIsNotThere() throws {
    #expect(try host.answer(Host.signed(body, source: "stranger")).status == 404)
    #expect(try host.answer(HTTPRequest(method: "DELETE", rawPath: "/events/lms")).status == 405)
  }

  @Test(arguments: ["", "not json", "{", "[1,", "\u{0}", "[]]"])
  func aSignedBodyThatIsNoJSONIsRefused(_ text: String) throws {
    #expect(try host.answer(Host.signed(Array(text.utf8))).status == 400)
  }

  @Test func tooManyEventsAreRefusedWithWhatWouldFit() throws {
    let many = JSON.array(Array(repeating: Host.activity("evt_1"), count: 5001)).bytes
    let response = try host.answer(Host.signed(many))
    #expect(response.status == 413)
    #expect(String(decoding: response.body, as: UTF8.self).contains("5000"))
  }
}
