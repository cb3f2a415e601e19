import Domain
import FunctionContract
import FunctionShell
import JSON
import Signing
import Store
import TestKit

@testable import ingest

/// A shop that is paid over Stripe, and the handler that takes what Stripe says about it.
struct StripeShop {
  static let now = Instant(seconds: 1_795_140_000)  // 2026-11-20T02:00:00Z
  static let secret = "whsec_5f4dcc3b5aa765d61d8327deb882cf99"

  let database: TestDatabase

  init() throws {
    database = try TestDatabase.current()
    try database.run(
      """
      insert into lms_data.users (user_id, first_name, email) values
        (7, 'Maya', 'maya@learner.example'), (8, 'Ben', 'ben@learner.example'), (9, 'Lee', 'shared@learner.example'),
        (10, 'Lia', 'shared@learner.example');
      """)
  }

  /// An event as Stripe writes it.
  static func event(
    _ id: String, _ type: String, at seconds: Int = now.seconds - 60, isLive: Bool = true, before: JSON? = nil,
    _ object: [String: JSON]
  ) -> JSON {
    var data: [String: JSON] = ["object": .object(object)]
    data["previous_attributes"] = before
    return [
      "id": .string(id), "object": "event", "api_version": "2026-10-28.endive", "created": .integer(seconds),
      "livemode": .bool(isLive), "pending_webhooks": 1, "request": ["id": "req_1", "idempotency_key": nil],
      "type": .string(type), "data": .object(data),
    ]
  }

  static func intent(_ id: String = "pi_1", _ more: [String: JSON] = [:]) -> [String: JSON] {
    [
      "id": .string(id), "object": "payment_intent", "amount": 4900, "amount_received": 4900, "currency": "usd",
      "created": .integer(now.seconds - 120), "customer": "cus_1", "latest_charge": "ch_1", "metadata": [:],
      "receipt_email": "maya@learner.example", "status": "succeeded",
    ].merging(more) { $1 }
  }

  static func invoice(_ id: String = "in_1", _ more: [String: JSON] = [:]) -> [String: JSON] {
    [
      "id": .string(id), "object": "invoice", "amount_due": 4900, "amount_paid": 4900, "amount_remaining": 0,
      "currency": "usd", "created": .integer(now.seconds - 180), "customer": "cus_1",
      "customer_email": "maya@learner.example", "hosted_invoice_url": "https://invoice.stripe.com/i/1", "metadata": [:],
      "status": "paid", "status_transitions": ["paid_at": .integer(now.seconds - 60)],
    ].merging(more) { $1 }
  }

  static func charge(_ id: String = "ch_1", _ more: [String: JSON] = [:]) -> [String: JSON] {
    [
      "id": .string(id), "object": "charge", "amount": 4900, "amount_captured": 4900, "amount_refunded": 0,
      "captured": true, "currency": "usd", "created": .integer(now.seconds - 100), "customer": "cus_1",
      "metadata": [:], "payment_intent": "pi_1", "receipt_url": "https://pay.stripe.com/receipts/1",
      "payment_method_details": ["type": "card", "card": ["brand": "visa", "last4": "4242"]],
    ].merging(more) { $1 }
  }

  static func refund(_ id: String = "re_1", _ more: [String: JSON] = [:]) -> [String: JSON] {
    [
      "id": .string(id), "object": "refund", "amount": 1900, "currency": "usd", "charge": "ch_1",
      "payment_intent": "pi_1", "created": .integer(now.seconds - 30), "status": "succeeded",
    ].merging(more) { $1 }
  }

  static func signed(_ body: [UInt8], secret: String = secret, seconds: Int = now.seconds) throws -> HTTPRequest {
    guard let signer = StripeSigner(secret: secret) else { throw Spawn.Failure(description: "no secret") }
    return HTTPRequest(
      method: "POST", rawPath: "/events/stripe",
      headers: [
        "content-type": "application/json; charset=utf-8",
        "stripe-signature": signer.header(timestamp: String(seconds), body: body),
      ], body: body)
  }

  /// The handler; `settings` in the place of its own.
  func handler(_ settings: [String: String] = [:]) throws -> Ingest {
    let own = [
      "DATABASE_URL": database.url(role: "rekindle_ingest"), "STRIPE_WEBHOOK_SECRETS": Self.secret,
      "REKINDLE_EVENT_SECRETS": "lms:\(Host.secret)",
    ]
    return try Ingest(environment: Environment(own.merging(settings) { $1 }))
  }

  func answer(_ request: HTTPRequest, _ settings: [String: String] = [:], at now: Instant = now) throws -> HTTPResponse
  {
    var handler = try handler(settings)
    guard case .http(let response, _) = try handler.handle(Invocation(input: .http(request, carrier: nil), now: now))
    else { throw Spawn.Failure(description: "no answer") }
    return response
  }

  /// What became of an event, as `status` and, after a colon, the reason; each part of it.
  @discardableResult
  func tell(_ event: JSON, _ settings: [String: String] = [:], at now: Instant = now) throws -> [String] {
    let response = try answer(Self.signed(event.bytes, seconds: now.seconds), settings, at: now)
    guard response.status == 200 else { return ["\(response.status)"] }
    return try JSON.parse(response.body)["events"]?.array?.map { event in
      (event["status"]?.string ?? "") + (event["reason"]?.string.map { ":" + $0 } ?? "")
    } ?? []
  }

  /// Tells events that wait together, each signed by itself: what became of each.
  func tellTogether(_ events: [JSON]) throws -> [String] {
    var handler = try handler()
    let invocations = try events.map { event in
      Invocation(input: .http(try Self.signed(event.bytes), carrier: nil), now: Self.now)
    }
    return try handler.handle(invocations).map { result in
      guard case .http(let response, _) = try result.get() else { throw Spawn.Failure(description: "no answer") }
      return try JSON.parse(response.body)["events"]?.array?.first?["status"]?.string ?? "\(response.status)"
    }
  }

  /// Payments as `learner amount currency paid failed`, with what is known of each.
  func payments() throws -> [String] {
    try database.rows(
      """
      select concat_ws(' ', p.user_id, trim_scale(p.amount), p.currency, case when p.paid_at is not null then 'paid' end,
                       case when p.failed_at is not null then 'failed' end, d.reference, d.failure_code)
        from lms.payments p left join lms.payment_details d using (payment_id) order by p.payment_id desc
      """
    ).compactMap(\.[0])
  }

  /// Tells an event of the platform's own.
  func host(_ event: JSON, id: String) throws -> [String] {
    var handler = try handler()
    let request = try Host.signed(event.bytes, id: id)
    guard
      case .http(let response, _) = try handler.handle(
        Invocation(input: .http(request, carrier: nil), now: Self.now))
    else { throw Spawn.Failure(description: "no answer") }
    return try JSON.parse(response.body)["events"]?.array?.compactMap { $0["status"]?.string } ?? []
  }
}
