import Domain
import Foundation
import JSON
import Signing
import Store
import TestKit
import Testing

/// What Stripe tells, from the signed webhook to the receipt in the ledger, through the built handlers and a bus.
///
/// Holds X-55.
@Suite(.database, .timeLimit(.minutes(20))) struct StripePaymentTests {
  static let secret = "whsec_5f4dcc3b5aa765d61d8327deb882cf99"
  static let receipt = MadeUpCampaign(
    "payment-received", subject: "payment", enter: "  event: lms.payment.paid",
    segment: """
      select p.user_id, p.payment_id as subject_id, null::timestamptz as last_activity_at
        from lms.payments p where p.paid_at > as_of - interval '1 day'
      """)
  let database: TestDatabase

  init() throws {
    database = try TestDatabase.current()
    try database.insert([.learner(1)])
    let result = try run(
      "publish", role: "rekindle_owner",
      event("deploy.publish", at: "2026-06-01T00:00:00Z", ["path": .string(try Self.receipt.write())]))
    try #require(result.exitCode == 0, "\(result.output)")
  }

  private let intent: [String: JSON] = [
    "id": "pi_1", "object": "payment_intent", "amount": 14900, "amount_received": 14900, "currency": "eur",
    "customer": "cus_1", "latest_charge": "ch_1", "metadata": ["user_id": "1"], "status": "succeeded",
  ]
  private let charge: [String: JSON] = [
    "id": "ch_1", "object": "charge", "amount": 14900, "captured": true, "currency": "eur", "customer": "cus_1",
    "payment_intent": "pi_1", "payment_method_details": ["type": "card", "card": ["brand": "visa", "last4": "4242"]],
  ]
  private let invoice: [String: JSON] = [
    "id": "in_1", "object": "invoice", "amount_paid": 14900, "currency": "eur", "customer": "cus_1", "status": "paid",
  ]

  @Test func anInstalmentOverStripeIsOnePaymentAndOneMessage() throws {
    try tell("evt_1", "invoice.paid", at: "2026-06-30T09:00:02Z", sent: "2026-06-30T09:00:10Z", invoice)
    #expect(try messages() == 0, "nobody knows the customer yet")
    let told = try tell(
      "evt_2", "payment_intent.succeeded", at: "2026-06-30T09:00:00Z", sent: "2026-06-30T09:00:11Z", intent)
    #expect(told.contains("detect.told"))
    #expect(try messages() == 1)
    try tell("evt_3", "charge.succeeded", at: "2026-06-30T09:00:00Z", sent: "2026-06-30T09:00:12Z", charge)
    for _ in 0..<2 {
      try tell("evt_2", "payment_intent.succeeded", at: "2026-06-30T09:00:00Z", sent: "2026-07-30T09:00:00Z", intent)
    }
    #expect(try messages() == 1)
    #expect(
      try database.rows(
        """
        select p.user_id, p.amount, p.currency, d.method, d.reference
          from lms.payments p join lms.payment_details d using (payment_id)
        """) == [["1", "149.000", "EUR", "Visa •••• 4242", "pi_1"]])
    #expect(try database.count("select count(*) from rekindle.events_unknown") == 0)
  }

  @Test func whoeverCannotSignCausesNothing() throws {
    let body = webhook("evt_1", "payment_intent.succeeded", at: "2026-06-30T09:00:00Z", intent)
    let reply = try JSON.parse(
      run("ingest", role: "rekindle_ingest", request(body, "t=1782810000,v1=00", "2026-06-30T09:00:00Z")).stdout)
    #expect(reply["statusCode"] == 400)
    #expect(try database.count("select count(*) from lms.payments") == 0)
  }

  private func messages() throws -> Int { try database.count("select count(*) from rekindle.message_deliveries") }
}

extension StripePaymentTests {
  /// Sends an event, signed, and carries on what it causes; the types of the events that followed.
  @discardableResult
  private func tell(
    _ id: String, _ type: String, at time: String, sent: String, _ object: [String: JSON]
  ) throws -> [String] {
    let body = webhook(id, type, at: time, object)
    let signer = try #require(StripeSigner(secret: Self.secret))
    let seconds = try #require(Instant(rfc3339: sent)).seconds
    let result = try run(
      "ingest", role: "rekindle_ingest",
      request(body, signer.header(timestamp: String(seconds), body: Array(body.utf8)), sent))
    let reply = try JSON.parse(result.stdout)
    try #require(reply["statusCode"] == 200, "\(result.output)")
    return try carry(reply)
  }

  private func webhook(_ id: String, _ type: String, at time: String, _ object: [String: JSON]) -> String {
    JSON.object([
      "id": .string(id), "object": "event", "type": .string(type), "livemode": true,
      "created": .integer(Instant(rfc3339: time)?.seconds ?? 0), "data": ["object": .object(object)],
    ]).text
  }

  private func request(_ body: String, _ signature: String, _ time: String) -> JSON {
    let request: JSON = [
      "version": "2.0", "rawPath": "/events/stripe", "rawQueryString": "", "isBase64Encoded": false,
      "body": .string(body), "headers": ["stripe-signature": .string(signature)],
      "requestContext": [
        "http": ["method": "POST", "path": "/events/stripe", "sourceIp": "192.0.2.1"], "requestId": "r",
      ],
    ]
    return event("http.request", at: time, request)
  }

  private func carry(_ reply: JSON) throws -> [String] {
    var types: [String] = []
    for event in reply["events"]?.array ?? [] {
      let type = event["type"]?.string ?? ""
      types.append(type)
      switch type {
      case "detect.told": types += try carry(JSON.parse(run("detect", role: "rekindle_detect", event).stdout))
      case "timer.schedule-tick": _ = try run("schedule-tick", role: "rekindle_tick", event)
      default: break
      }
    }
    return types
  }

  private func event(_ type: String, at time: String, _ data: JSON) -> JSON {
    [
      "specversion": "1.0", "id": .string(UUID().uuidString), "source": "/test", "type": .string(type),
      "time": .string(time), "data": data,
    ]
  }

  private func run(_ handler: String, role: String, _ event: JSON) throws -> Spawn.Result {
    let environment = [
      "DATABASE_URL": database.url(role: role), "REKINDLE_CLOCK": "event", "STRIPE_WEBHOOK_SECRETS": Self.secret,
    ]
    return try Spawn(built: handler, environment: environment, timeout: 60).run(event.text)
  }
}
