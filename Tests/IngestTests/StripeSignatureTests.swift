import Callbacks
import Channels
import Domain
import Foundation
import FunctionContract
import HostEvents
import JSON
import Signing
import TestKit
import Testing

/// `Stripe-Signature` by Stripe's own vectors and by its library.
struct StripeSignatureTests {
  private static let own = SharedSuite.folder("stripe")?.appending(path: "webhook_signature_vectors.json")
  private static let cases = SharedSuite.folder("vectors")?.appending(path: "stripe.json")

  private func isValid(_ header: String, _ body: String, _ secrets: String, now: Int) throws -> Bool {
    let stripe = try Stripe(Settings(["STRIPE_WEBHOOK_SECRETS": secrets]))
    let request = HTTPRequest(
      method: "POST", rawPath: "/events/stripe", headers: ["stripe-signature": header], body: Array(body.utf8))
    do throws(CallbackRefusal) {
      try stripe.verify(request, now: Instant(seconds: now))
      return true
    } catch {
      return false
    }
  }

  @Test(.enabled(if: own != nil, SharedSuite.absent("stripe"))) func everyVectorOfStripesTestsIsJudgedAsTheySay() throws
  {
    let file = try JSON.parse(Array(Data(contentsOf: #require(Self.own))))
    let vectors = try #require(file["vectors"]?.array)
    #expect(vectors.count == 6)
    for vector in vectors {
      let judged = try isValid(
        vector["header"]?.string ?? "", file["payload"]?.string ?? "", file["secret"]?.string ?? "", now: 1_600_000_000)
      #expect(judged == vector["valid"]?.bool, "\(vector["name"]?.string ?? "")")
    }
  }

  /// But for a signature of the future, which Stripe's library takes and we do not.
  @Test(.enabled(if: cases != nil, SharedSuite.absent("vectors"))) func everyCaseIsJudgedAsItSays() throws {
    let file = try #require(Self.cases)
    let cases = try #require(try JSON.parse(Array(Data(contentsOf: file)))["cases"]?.array)
    #expect(cases.count == 13)
    for vector in cases {
      let name = vector["name"]?.string ?? ""
      let judged = try isValid(
        vector["headers"]?["Stripe-Signature"]?.string ?? "", vector["body_utf8"]?.string ?? "",
        vector["secret"]?.string ?? "", now: vector["now"]?.integer ?? 0)
      #expect(judged == (name.hasPrefix("future") ? false : vector["valid"]?.bool), "\(name)")
    }
  }

  @Test(arguments: [-301, -300, 0, 300, 301]) func theWindowIsFiveMinutesEitherWay(_ offset: Int) throws {
    let signer = try #require(StripeSigner(secret: StripeShop.secret))
    let header = signer.header(timestamp: "1700000000", body: [])
    #expect(
      try isValid(header, "", StripeShop.secret, now: 1_700_000_000 + offset) == (offset.magnitude <= 300))
  }

  @Test func aSecretThatIsBeingRolledIsTakenBesideTheNewOne() throws {
    let signers = try ["whsec_old", "whsec_new"].map { try #require(StripeSigner(secret: $0)) }
    let signatures = signers.map { $0.signature(timestamp: "1700000000", body: [1, 2]) }
    let both = "t=1700000000,v1=\(signatures[0]),v1=\(signatures[1])"
    for secrets in ["whsec_old", "whsec_new", "whsec_new,whsec_old", "whsec_other,whsec_old"] {
      #expect(try isValid(both, "\u{1}\u{2}", secrets, now: 1_700_000_000), "\(secrets)")
    }
    #expect(try !isValid(both, "\u{1}\u{2}", "whsec_other", now: 1_700_000_000))
    #expect(try isValid("v0=ff,v1=\(signatures[0]),x,t=1700000000", "\u{1}\u{2}", "whsec_old", now: 1_700_000_000))
  }

  @Test(arguments: [
    "", "t=", "t=1700000000", "v1=", "t=1700000000,v1=", "t=1700000000,v1", "t=-1,v1=aa",
    "t=99999999999999999999,v1=aa",
    "t=17\u{0}0,v1=aa", "t=٣٣,v1=aa", String(repeating: "v1=aa,", count: 2000) + "t=1",
  ]) func aHeaderThatIsNoneIsRefused(_ header: String) throws {
    #expect(try !isValid(header, "{}", StripeShop.secret, now: 1_700_000_000))
  }

  @Test(arguments: ["whsec_", "secret", "whsec_a b", "whsec_a,,x"]) func aSecretThatIsNoneIsRefused(_ secret: String) {
    #expect(throws: ProviderSettingError.self) { try Stripe(Settings(["STRIPE_WEBHOOK_SECRETS": secret])) }
  }

  @Test func aModeThatIsNoneIsRefused() {
    #expect(throws: ProviderSettingError.self) { try Stripe(Settings(["STRIPE_MODE": "sandbox"])) }
  }

  /// What Stripe's library signs is valid here, and what we sign is valid there; of each changed by a bit, neither.
  @Test(.enabled(if: Peers.have("stripe"), Peers.absent)) func stripesLibraryAndWeAgree() throws {
    let signer = try #require(StripeSigner(secret: StripeShop.secret))
    let now = Int(Date().timeIntervalSince1970)
    var random = SplitMix64(seed: 55)
    let bodies =
      ["{}", "{\n  \"é\": \"\u{1F600}\"\n}"]
      + (0..<20).map { _ in
        "{\"a\": \""
          + String(
            (0..<Int.random(in: 0...80, using: &random)).map { _ in
              Character(Unicode.Scalar(UInt32.random(in: 0x20...0x2FF, using: &random)) ?? " ")
            }.filter { $0 != "\"" && $0 != "\\" }) + "\"}"
      }
    let own = bodies.map { signer.header(timestamp: String(now), body: Array($0.utf8)) }
    let question = JSON.array(zip(bodies, own).map { ["body": .string($0), "header": .string($1)] })
    let peer = try PythonProcess(
      Self.program, [StripeShop.secret, String(now), question.text], python: #require(Peers.python))
    for (body, header) in zip(bodies, own) {
      let line = try #require(peer.line()).split(separator: " ").map(String.init)
      #expect(line[0] == "valid" && line[1] == "refused", "\(body)")
      #expect(line[2] == header)
      #expect(try isValid(line[2], body, StripeShop.secret, now: now))
      #expect(try !isValid(line[2], body + " ", StripeShop.secret, now: now))
    }
  }

  private static let program = #"""
    import json, sys
    import stripe

    def judged(body, header, secret):
        try:
            stripe.WebhookSignature.verify_header(body, header, secret, 3600)
            return "valid"
        except stripe.SignatureVerificationError:
            return "refused"

    secret, now = sys.argv[1], int(sys.argv[2])
    for case in json.loads(sys.argv[3]):
        body = case["body"]
        print(judged(body, case["header"], secret), judged(body + " ", case["header"], secret),
              stripe.WebhookSignature.generate_signature_header(body, secret, now))
    """#
}

/// Who gets in, and what refused requests are told and leave behind.
@Suite(.database) struct StripeEntranceTests {
  let shop: StripeShop
  let event = StripeShop.event("evt_1", "payment_intent.succeeded", StripeShop.intent())

  init() throws { shop = try StripeShop() }

  @Test func aForgedOldOrMalformedRequestIsABadOneAndNothingOfItIsStored() throws {
    var changed = try StripeShop.signed(event.bytes)
    changed.body[40] ^= 1
    var bare = try StripeShop.signed(event.bytes)
    bare.headers["stripe-signature"] = nil
    var signedAsHost = try Host.signed(event.bytes, source: "stripe")
    signedAsHost.rawPath = "/events/stripe"
    let bad = [
      changed, bare, signedAsHost, try StripeShop.signed(event.bytes, secret: "whsec_other"),
      try StripeShop.signed(event.bytes, seconds: StripeShop.now.seconds - 301),
      try StripeShop.signed(event.bytes, seconds: StripeShop.now.seconds + 301),
      try StripeShop.signed(Array("{\"id\":".utf8)), try StripeShop.signed([]),
      try StripeShop.signed(Array(String(repeating: "[", count: 3000).utf8)),
    ]
    for request in bad { #expect(try shop.answer(request).status == 400) }
    for table in ["rekindle.host_events", "rekindle.events_unknown", "rekindle.provider_references", "lms.payments"] {
      #expect(try shop.database.count("select count(*) from \(table)") == 0, "\(table)")
    }
    #expect(
      try shop.database.count("select sum(seen) from rekindle.anomalies where kind = 'host_request_refused'")
        == bad.count)
  }

  @Test func withoutASecretNobodyIsBelieved() throws {
    let request = try StripeShop.signed(event.bytes)
    #expect(try shop.answer(request, ["STRIPE_WEBHOOK_SECRETS": ""]).status == 404)
  }

  @Test func noHostHasTheNameOfAProvider() throws {
    #expect(throws: HandlerFailure.self) { _ = try shop.handler(["REKINDLE_EVENT_SECRETS": "stripe:\(Host.secret)"]) }
  }

  @Test func theBytesAreVerifiedAsTheyCame() throws {
    let pretty = Array("  ".utf8) + event.bytes + Array("\n\n".utf8)
    #expect(try shop.answer(StripeShop.signed(pretty)).status == 200)
  }
}
