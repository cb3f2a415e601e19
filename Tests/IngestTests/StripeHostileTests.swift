import Domain
import Foundation
import FunctionContract
import HostEvents
import JSON
import Store
import TestKit
import Testing

@testable import ingest

/// Whatever a signed event holds is taken or kept, and the handler goes on.
@Suite(.database) struct StripeHostileTests {
  let shop: StripeShop

  init() throws { shop = try StripeShop() }

  /// An event of each type that is understood, with everything in it that is read.
  static let events: [JSON] = {
    let error: JSON = [
      "code": "card_declined", "decline_code": "insufficient_funds",
      "payment_method": ["type": "card", "card": ["brand": "visa", "last4": "0002"]],
    ]
    let metadata: JSON = ["user_id": "7", "order_id": "15", "instalment_id": "3", "payment_id": "77"]
    let intent = StripeShop.intent(
      "pi_1", ["last_payment_error": error, "metadata": metadata, "payment_details": ["order_reference": "in_1"]])
    let part: JSON = [
      "status": "paid", "amount_paid": 100, "currency": "usd", "payment": ["payment_intent": "pi_3"],
      "status_transitions": ["paid_at": 1_795_139_000],
    ]
    let invoice = StripeShop.invoice(
      "in_1",
      [
        "payment_intent": "pi_1", "payments": ["data": [part, part]],
        "parent": ["subscription_details": ["metadata": metadata]],
      ])
    let charge = StripeShop.charge(
      "ch_1",
      [
        "amount_refunded": 1900, "refunds": ["data": [.object(StripeShop.refund())]],
        "billing_details": ["email": "a@b.example"], "failure_code": "card_declined",
        "outcome": ["reason": "insufficient_funds"],
      ])
    let session: [String: JSON] = [
      "id": "cs_1", "payment_intent": "pi_1", "payment_status": "paid", "amount_total": 4900, "currency": "usd",
      "customer": "cus_9", "customer_details": ["email": "maya@learner.example"], "metadata": metadata,
      "created": 1_795_139_000,
    ]
    let link: [String: JSON] = [
      "id": "inpay_1", "invoice": "in_1", "amount_paid": 4900, "currency": "usd", "created": 1_795_139_000,
      "payment": ["payment_intent": "pi_1"],
    ]
    let dispute: [String: JSON] = [
      "id": "dp_1", "charge": "ch_1", "payment_intent": "pi_1", "status": "needs_response",
    ]
    let objects: [(String, [String: JSON])] = [
      ("payment_intent.succeeded", intent), ("payment_intent.payment_failed", intent),
      ("payment_intent.canceled", intent), ("invoice.paid", invoice), ("invoice.payment_failed", invoice),
      ("invoice_payment.paid", link), ("charge.succeeded", charge), ("charge.failed", charge),
      ("charge.refunded", charge), ("refund.created", StripeShop.refund()), ("charge.dispute.created", dispute),
      ("charge.dispute.closed", dispute), ("checkout.session.completed", session),
      ("customer.subscription.deleted", ["id": "sub_1", "metadata": metadata]),
    ]
    return objects.map { StripeShop.event("evt_\($0.0)", $0.0, before: ["amount_refunded": 100], $0.1) }
  }()

  /// Values that stand where another is expected.
  static let strange: [JSON] = [
    nil, true, 0, -1, .integer(.max), .integer(.min), 0.5, .number(1e300), "", " ", "\u{0}", "a\nb", "\u{FFFD}",
    "'; drop table lms_data.payments; --", "💶", .string(String(repeating: "x", count: 100_000)), [], [nil], [[]], [:],
    ["id": nil], ["id": ["id": "pi_1"]], ["data": [nil, "x", 7, [:]]], ["data": "x"],
  ]

  /// Each member of each event once without it or with something strange in its place.
  @Test func everyMemberMayBeAnything() throws {
    var handler = try shop.handler()
    var random = SplitMix64(seed: 37)
    var number = 0
    for event in Self.events {
      for path in Self.paths(event) {
        number += 1
        let named = event.replacing(["id"], with: .string("evt_\(number)"))
        let value = Bool.random(using: &random) ? Self.strange.randomElement(using: &random) : nil
        let request = try StripeShop.signed(named.replacing(path[...], with: value).bytes)
        let reply = try handler.handle(Invocation(input: .http(request, carrier: nil), now: StripeShop.now))
        guard case .http(let response, _) = reply else { throw Spawn.Failure(description: "no answer") }
        #expect(response.status == 200, "\(path): \(String(describing: value))")
      }
    }
    let handled = try shop.database.count(
      "select (select count(*) from rekindle.host_events) + (select count(*) from rekindle.events_unknown)")
    #expect(number > 300 && handled >= number - 2 * Self.events.count, "all but those without an id of their own")
    #expect(try shop.database.count("select count(*) from lms.payments where amount < 0 or user_id is null") == 0)
  }

  @Test func aBodyOfTheLargestSizeIsKeptOrRefusedWithinItsTime() throws {
    let long = JSON.string(String(repeating: "x", count: 4 << 20))
    let huge = StripeShop.event("evt_1", "payment_intent.succeeded", StripeShop.intent("pi_1", ["description": long]))
    #expect(try shop.tell(huge) == ["taken"])
    let many = JSON.array(
      (0..<50_000).map { ["status": "paid", "amount_paid": 1, "currency": "usd", "n": .integer($0)] })
    let wide = StripeShop.invoice("in_1", ["payments": ["data": many]])
    #expect(try shop.tell(StripeShop.event("evt_2", "invoice.paid", wide)) == ["taken"])
    let parts = JSON.array(
      (0..<6000).map {
        ["status": "paid", "amount_paid": 1, "currency": "usd", "payment": ["payment_intent": .string("pi_\($0)")]]
      })
    let split = StripeShop.invoice("in_2", ["payments": ["data": parts]])
    #expect(try shop.tell(StripeShop.event("evt_3", "invoice.paid", split)) == ["kept:schema"])
  }

  @Test func deepNestingIsRefusedBeforeItIsRead() throws {
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    #expect(try shop.answer(StripeShop.signed(Array("{\"data\":\(deep)}".utf8))).status == 400)
  }

  static let file = SharedSuite.folder("stripe")?.appending(path: "fixtures3.json")

  /// Objects as Stripe's own description of its API makes them up, in events of each type about them.
  @Test(.enabled(if: file != nil, SharedSuite.absent("stripe"))) func stripesOwnObjectsAreTakenOrKeptForAReason() throws
  {
    let resources = try JSON.parse(Array(Data(contentsOf: #require(Self.file))))["resources"]
    let types = [
      ("payment_intent", "payment_intent.succeeded", "taken"),
      ("payment_intent", "payment_intent.payment_failed", "kept:unknown_learner"),
      ("invoice", "invoice.payment_failed", "kept:unknown_learner"), ("invoice", "invoice.paid", "taken"),
      ("charge", "charge.failed", "kept:unknown_learner"), ("charge", "charge.succeeded", "taken"),
      ("charge", "charge.refunded", "kept:unknown_row"), ("refund", "refund.created", "kept:unknown_row"),
      ("dispute", "charge.dispute.created", "taken"), ("checkout.session", "checkout.session.completed", "kept:schema"),
      ("subscription", "customer.subscription.deleted", "kept:unknown_subject"),
      ("invoice_payment", "invoice_payment.paid", "taken"),
    ]
    for (index, (name, type, verdict)) in types.enumerated() {
      let object = try #require(resources?[name]?.object, "\(name)")
      #expect(try shop.tell(StripeShop.event("evt_\(index)", type, object)) == [verdict], "\(type)")
    }
  }

  /// Every member's path.
  private static func paths(_ json: JSON) -> [[String]] {
    (json.object ?? [:]).sorted { $0.key < $1.key }.flatMap { (name, value) in
      [[name]] + paths(value).map { [name] + $0 }
    }
  }
}

extension JSON {
  /// The same with another member at `path`, or without it.
  fileprivate func replacing(_ path: ArraySlice<String>, with value: JSON?) -> JSON {
    guard let name = path.first, var members = object else { return value ?? .null }
    let rest = path.dropFirst()
    members[name] = rest.isEmpty ? value : members[name]?.replacing(rest, with: value)
    return .object(members)
  }
}
