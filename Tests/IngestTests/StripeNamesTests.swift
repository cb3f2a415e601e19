import Domain
import FunctionContract
import HostEvents
import JSON
import Store
import TestKit
import Testing

@testable import ingest

/// One payment by several names, whenever they are told.
///
/// Holds X-55.
@Suite(.database) struct StripeNamesTests {
  let shop: StripeShop

  init() throws { shop = try StripeShop() }

  private static let payments: JSON = [
    "object": "list",
    "data": [
      [
        "id": "inpay_1", "status": "paid", "amount_paid": 4900,
        "payment": ["type": "payment_intent", "payment_intent": "pi_1"],
      ]
    ],
  ]

  /// An invoice of the old shape, of the newest with and without its payments, and a payment intent that names it or not.
  static let shapes: [(invoice: [String: JSON], intent: [String: JSON])] = [
    (
      StripeShop.invoice("in_1", ["payment_intent": "pi_1", "charge": "ch_1"]),
      StripeShop.intent("pi_1", ["invoice": "in_1"])
    ),
    (StripeShop.invoice("in_1", ["payment_intent": ["id": "pi_1", "object": "payment_intent"]]), StripeShop.intent()),
    (StripeShop.invoice("in_1", ["payments": payments]), StripeShop.intent()),
    (StripeShop.invoice(), StripeShop.intent("pi_1", ["payment_details": ["order_reference": "in_1"]])),
    (StripeShop.invoice(), StripeShop.intent()),
  ]

  @Test(arguments: 0..<shapes.count, [false, true])
  func anInstalmentThatRaisesBothIsOnePayment(_ shape: Int, isInvoiceFirst: Bool) throws {
    let (invoice, intent) = Self.shapes[shape]
    var events = [
      StripeShop.event("evt_1", "payment_intent.succeeded", at: StripeShop.now.seconds - 61, intent),
      StripeShop.event("evt_2", "charge.succeeded", at: StripeShop.now.seconds - 60, StripeShop.charge()),
      StripeShop.event("evt_3", "invoice.paid", at: StripeShop.now.seconds - 58, invoice),
      StripeShop.event("evt_4", "invoice.payment_succeeded", at: StripeShop.now.seconds - 58, invoice),
    ]
    if isInvoiceFirst { events.reverse() }
    for event in events + events { _ = try shop.tell(event) }
    #expect(try shop.payments() == ["7 49 USD paid pi_1"])
    #expect(try shop.database.count("select count(*) from rekindle.events_unknown") == 0)
  }

  /// Nothing of the one is written when the other asks what its names mean.
  @Test(arguments: 0..<shapes.count, [false, true])
  func whatWaitsTogetherIsOnePaymentToo(_ shape: Int, isInvoiceFirst: Bool) throws {
    let (invoice, intent) = Self.shapes[shape]
    var events = [
      StripeShop.event("evt_1", "payment_intent.succeeded", at: StripeShop.now.seconds - 61, intent),
      StripeShop.event("evt_2", "charge.succeeded", at: StripeShop.now.seconds - 60, StripeShop.charge()),
      StripeShop.event("evt_3", "invoice.paid", at: StripeShop.now.seconds - 58, invoice),
    ]
    if isInvoiceFirst { events.reverse() }
    #expect(
      try shop.tellTogether(events + events) == Array(repeating: "taken", count: 3)
        + Array(repeating: "repeated", count: 3))
    #expect(try shop.payments() == ["7 49 USD paid pi_1"])
    #expect(try shop.database.count("select count(*) from rekindle.events_unknown") == 0)
  }

  /// Of three that wait together the last says that the first two are one.
  @Test func twoNamesThatMeetAmongThoseThatWaitTogetherAreOnePayment() throws {
    let link: [String: JSON] = [
      "id": "inpay_1", "invoice": "in_1", "amount_paid": 4900, "currency": "usd", "status": "paid",
      "payment": ["type": "payment_intent", "payment_intent": "pi_1"],
    ]
    let told = try shop.tellTogether([
      StripeShop.event("evt_1", "invoice.paid", at: StripeShop.now.seconds - 90_000, StripeShop.invoice()),
      StripeShop.event("evt_2", "payment_intent.succeeded", StripeShop.intent()),
      StripeShop.event("evt_3", "invoice_payment.paid", link),
    ])
    #expect(told == ["taken", "taken", "taken"])
    #expect(try shop.payments() == ["7 49 USD paid pi_1"])
  }

  @Test func aRefundThatWaitsTogetherWithItsPaymentIsTaken() throws {
    let told = try shop.tellTogether([
      StripeShop.event("evt_1", "refund.created", StripeShop.refund()),
      StripeShop.event("evt_2", "payment_intent.succeeded", StripeShop.intent()),
    ])
    #expect(told == ["taken", "taken"])
    #expect(try shop.database.rows("select user_id, trim_scale(amount) from lms.refunds") == [["7", "19"]])
  }

  @Test func aFailedInstalmentThatIsPaidLaterIsOnePaymentToo() throws {
    let open: [String: JSON] = [
      "amount_paid": 0, "amount_remaining": 4900, "status": "open", "status_transitions": [:],
    ]
    let day = 86_400
    let failed = StripeShop.now.seconds - 3 * day
    try shop.tell(StripeShop.event("evt_1", "invoice.payment_failed", at: failed, StripeShop.invoice("in_1", open)))
    try shop.tell(
      StripeShop.event(
        "evt_2", "payment_intent.payment_failed", at: failed + 2, StripeShop.intent("pi_1", ["amount_received": 0])))
    try shop.tell(
      StripeShop.event("evt_3", "payment_intent.succeeded", at: StripeShop.now.seconds - 60, StripeShop.intent()))
    try shop.tell(StripeShop.event("evt_4", "invoice.paid", at: StripeShop.now.seconds - 59, StripeShop.invoice()))
    #expect(try shop.payments() == ["7 49 USD paid failed pi_1"])
  }

  /// Only success is chosen of the payment intent: its name comes days after the invoice's.
  @Test func twoNamesThatMeetLateAreJoinedUnderTheOneThatIsPaid() throws {
    let open: [String: JSON] = [
      "amount_paid": 0, "amount_remaining": 4900, "status": "open", "status_transitions": [:],
    ]
    try shop.tell(
      StripeShop.event(
        "evt_1", "invoice.payment_failed", at: StripeShop.now.seconds - 300_000, StripeShop.invoice("in_1", open)))
    try shop.tell(StripeShop.event("evt_2", "payment_intent.succeeded", StripeShop.intent()))
    let paid = try shop.database.value("select payment_id::text from lms.payments where paid_at is not null")
    try shop.tell(StripeShop.event("evt_3", "invoice.paid", StripeShop.invoice()))
    #expect(try shop.payments().count == 1)
    #expect(try shop.database.value("select payment_id::text from lms.payments") == paid, "its receipt is out already")
    let link: [String: JSON] = [
      "id": "inpay_1", "invoice": "in_1", "amount_paid": 4900, "currency": "usd", "status": "paid",
      "payment": ["type": "payment_intent", "payment_intent": "pi_1"],
    ]
    #expect(try shop.tell(StripeShop.event("evt_4", "invoice_payment.paid", link)) == ["taken"])
    #expect(try shop.payments().count == 1)
  }

  @Test func twoPaymentsOfOneAmountAreTwo() throws {
    try shop.tell(
      StripeShop.event("evt_1", "payment_intent.succeeded", StripeShop.intent("pi_1", ["latest_charge": "ch_1"])))
    try shop.tell(
      StripeShop.event("evt_2", "payment_intent.succeeded", StripeShop.intent("pi_2", ["latest_charge": "ch_2"])))
    try shop.tell(StripeShop.event("evt_3", "invoice.paid", StripeShop.invoice("in_1")))
    try shop.tell(StripeShop.event("evt_4", "invoice.paid", StripeShop.invoice("in_2")))
    #expect(try shop.payments() == ["7 49 USD paid pi_1", "7 49 USD paid pi_2"])
    let other = StripeShop.invoice("in_3", ["customer": "cus_2", "customer_email": "ben@learner.example"])
    try shop.tell(StripeShop.event("evt_5", "invoice.paid", other))
    #expect(try shop.payments().last == "8 49 USD paid in_3", "somebody else's, without a payment that is named")
  }

  @Test func anInvoiceThatIsPaidInPartsHasAPaymentForEach() throws {
    let parts: JSON = [
      "data": [
        ["status": "paid", "amount_paid": 3000, "currency": "usd", "payment": ["payment_intent": "pi_1"]],
        ["status": "paid", "amount_paid": 1900, "currency": "usd", "payment": ["payment_intent": "pi_2"]],
      ]
    ]
    let invoice = StripeShop.invoice("in_1", ["payments": parts])
    #expect(try shop.tell(StripeShop.event("evt_1", "invoice.paid", invoice)) == ["taken", "taken"])
    #expect(try shop.payments() == ["7 30 USD paid pi_1", "7 19 USD paid pi_2"])
  }

  @Test func aPaymentOfTheHostsIsWaitedForAndKeepsItsTerms() throws {
    let intent = StripeShop.intent(
      "pi_1", ["metadata": ["payment_id": "77", "user_id": "7"], "amount_received": 5000])
    #expect(
      try shop.tell(StripeShop.event("evt_1", "payment_intent.succeeded", intent)) == ["kept:unknown_row"])
    let due: JSON = [
      "payment_id": 77, "user_id": 7, "amount": 49, "currency": "USD", "requested_at": "2026-11-01T00:00:00Z",
    ]
    #expect(try shop.host(Host.event("1", "lms.payment.due", at: "2026-11-19T00:00:00Z", due), id: "a") == ["taken"])
    #expect(try shop.payments() == ["7 49 USD paid pi_1"])
    try shop.tell(StripeShop.event("evt_2", "invoice.paid", StripeShop.invoice("in_1", ["payment_intent": "pi_1"])))
    #expect(
      try shop.database.rows("select payment_id, requested_at::date from lms.payments") == [["77", "2026-11-01"]])
  }

  @Test func whatWasWrittenUnderANumberOfOursIsTheHostsOnceItSaysSo() throws {
    try shop.tell(StripeShop.event("evt_1", "payment_intent.succeeded", StripeShop.intent()))
    try shop.tell(StripeShop.event("evt_2", "refund.created", StripeShop.refund()))
    let named = StripeShop.charge("ch_1", ["metadata": ["payment_id": "77"]])
    try shop.tell(StripeShop.event("evt_3", "charge.succeeded", named))
    #expect(try shop.database.rows("select payment_id from lms.payments") == [["77"]])
    #expect(try shop.database.rows("select payment_id from lms.refunds") == [["77"]])
    #expect(try shop.payments() == ["7 49 USD paid pi_1"])
  }

  @Test func aRefundThatComesBeforeItsPaymentWaitsForIt() throws {
    #expect(try shop.tell(StripeShop.event("evt_1", "refund.created", StripeShop.refund())) == ["kept:unknown_row"])
    try shop.tell(StripeShop.event("evt_2", "payment_intent.succeeded", StripeShop.intent()))
    #expect(try shop.database.rows("select user_id, trim_scale(amount) from lms.refunds") == [["7", "19"]])
  }

  @Test func whatIsAMonthOldOrComesAgainChangesNothingThatIsNewer() throws {
    let failed = StripeShop.event(
      "evt_0", "payment_intent.payment_failed", at: StripeShop.now.seconds - 30 * 86_400,
      StripeShop.intent("pi_1", ["amount": 5900]))
    try shop.tell(StripeShop.event("evt_1", "payment_intent.succeeded", StripeShop.intent()))
    #expect(try shop.tell(failed) == ["taken"])
    #expect(try shop.tell(failed) == ["repeated"])
    #expect(try shop.payments() == ["7 49 USD paid failed pi_1"], "its amount is the newer one")
  }

  @Test func whatIsKeptIsTakenByAReplayWithoutASecret() throws {
    let intent = StripeShop.intent("pi_1", ["customer": nil, "receipt_email": "later@learner.example"])
    try shop.tell(StripeShop.event("evt_1", "payment_intent.succeeded", intent))
    try shop.database.run("insert into lms_data.users (user_id, email) values (50, 'later@learner.example')")
    var handler = try shop.handler(["STRIPE_WEBHOOK_SECRETS": ""])
    let id = try shop.database.count("select id from rekindle.events_unknown")
    let event = CloudEvent(
      id: "1", source: "/test", type: "events.replay", time: StripeShop.now, data: ["ids": [.integer(id)]])
    let reply = try handler.handle(Invocation(input: .event(event), now: StripeShop.now))
    #expect(reply == .done(result: ["taken": 1, "repeated": 0, "kept": 0]))
    #expect(try shop.payments() == ["50 49 USD paid pi_1"])
  }
}
