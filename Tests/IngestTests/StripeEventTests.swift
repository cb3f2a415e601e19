import Domain
import HostEvents
import JSON
import Store
import TestKit
import Testing

/// What Stripe's events become.
@Suite(.database) struct StripeEventTests {
  let shop: StripeShop

  init() throws { shop = try StripeShop() }

  @Test func aPaymentThatCameIsWrittenWithItsPayer() throws {
    #expect(try shop.tell(StripeShop.event("evt_1", "payment_intent.succeeded", StripeShop.intent())) == ["taken"])
    #expect(try shop.payments() == ["7 49 USD paid pi_1"])
    #expect(
      try shop.database.rows("select type, user_id, subject_id < 0 from rekindle.host_events")
        == [["lms.payment.paid", "7", "t"]])
    #expect(
      try shop.database.value("select to_char(paid_at at time zone 'UTC', 'HH24:MI:SS') from lms.payments")
        == "01:59:00")
  }

  @Test func aPaymentThatFailedSaysWhyAndHow() throws {
    let error: JSON = [
      "type": "card_error", "code": "card_declined", "decline_code": "insufficient_funds",
      "message": "Your card has insufficient funds.",
      "payment_method": ["type": "card", "card": ["brand": "mastercard", "last4": "0005"]],
    ]
    let intent = StripeShop.intent(
      "pi_2", ["amount_received": 0, "last_payment_error": error, "status": "requires_payment_method"])
    #expect(try shop.tell(StripeShop.event("evt_1", "payment_intent.payment_failed", intent)) == ["taken"])
    #expect(try shop.payments() == ["7 49 USD failed pi_2 insufficient_funds"])
    #expect(try shop.database.value("select method from lms.payment_details") == "Mastercard •••• 0005")
  }

  @Test func aFailedInvoiceSaysWhereItIsPaidAfterAll() throws {
    let invoice = StripeShop.invoice(
      "in_1", ["amount_paid": 0, "amount_remaining": 4900, "status": "open", "payment_intent": "pi_1"])
    #expect(try shop.tell(StripeShop.event("evt_1", "invoice.payment_failed", invoice)) == ["taken"])
    #expect(try shop.payments() == ["7 49 USD failed pi_1"])
    #expect(try shop.database.value("select retry_url from lms.payment_details") == "https://invoice.stripe.com/i/1")
  }

  @Test func aChargeBringsTheMethodAndTheReceipt() throws {
    try shop.tell(StripeShop.event("evt_1", "payment_intent.succeeded", StripeShop.intent()))
    #expect(try shop.tell(StripeShop.event("evt_2", "charge.succeeded", StripeShop.charge())) == ["taken"])
    #expect(try shop.payments() == ["7 49 USD paid pi_1"])
    #expect(
      try shop.database.rows("select method, receipt_url from lms.payment_details")
        == [["Visa •••• 4242", "https://pay.stripe.com/receipts/1"]])
  }

  @Test func moneyThatIsOnlySetAsideIsNotPaid() throws {
    let charge = StripeShop.charge("ch_1", ["captured": false, "amount_captured": 0])
    #expect(try shop.tell(StripeShop.event("evt_1", "charge.succeeded", charge)) == ["taken"])
    #expect(try shop.payments() == [])
  }

  @Test func aRefundIsOneWhicheverEventsTellOfIt() throws {
    try shop.tell(StripeShop.event("evt_1", "payment_intent.succeeded", StripeShop.intent()))
    let refunded = StripeShop.charge("ch_1", ["amount_refunded": 1900])
    let before: JSON = ["amount_refunded": 0]
    let told = [
      StripeShop.event("evt_2", "charge.refunded", at: StripeShop.now.seconds - 30, before: before, refunded),
      StripeShop.event("evt_3", "refund.created", at: StripeShop.now.seconds - 29, StripeShop.refund()),
      StripeShop.event("evt_4", "refund.updated", at: StripeShop.now.seconds - 10, StripeShop.refund()),
    ]
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
      try shop.database.run(
        """
        delete from lms_data.refunds; delete from rekindle.host_events where event_id <> 'evt_1';
        delete from rekindle.provider_references where kind = 'refund'
        """)
      for place in order { #expect(try shop.tell(told[place]) == ["taken"]) }
      #expect(
        try shop.database.rows("select user_id, trim_scale(amount), failed_at from lms.refunds") == [["7", "19", nil]],
        "\(order)")
    }
    let failed = StripeShop.refund("re_1", ["status": "failed"])
    try shop.tell(StripeShop.event("evt_5", "refund.failed", at: StripeShop.now.seconds, failed))
    #expect(try shop.database.count("select count(*) from lms.refunds where failed_at is not null") == 1)
    let second = StripeShop.charge("ch_1", ["amount_refunded": 4900])
    try shop.tell(StripeShop.event("evt_6", "charge.refunded", before: ["amount_refunded": 1900], second))
    #expect(
      try shop.database.rows("select trim_scale(amount) from lms.refunds order by 1") == [["19"], ["30"]])
  }

  @Test func aDisputeIsNotedWithHowItEnded() throws {
    try shop.tell(StripeShop.event("evt_1", "payment_intent.succeeded", StripeShop.intent()))
    func dispute(_ id: String, _ type: String, _ status: String) throws {
      let object: [String: JSON] = [
        "id": "dp_1", "charge": "ch_1", "payment_intent": "pi_1", "status": .string(status),
      ]
      #expect(try shop.tell(StripeShop.event(id, "charge.dispute.\(type)", object)) == ["taken"])
    }
    let noted = """
      select disputed_at is not null, dispute_won_at is not null, dispute_lost_at is not null from lms.payment_details
      """
    try dispute("evt_2", "created", "warning_needs_response")
    #expect(try shop.database.rows(noted) == [["f", "f", "f"]], "an inquiry moves no money")
    try dispute("evt_3", "created", "needs_response")
    #expect(try shop.database.rows(noted) == [["t", "f", "f"]])
    try dispute("evt_4", "closed", "lost")
    #expect(try shop.database.rows(noted) == [["t", "f", "t"]])
  }

  @Test func aSessionOfCheckoutSaysWhoseThePaymentIs() throws {
    let intent = StripeShop.intent("pi_1", ["customer": nil, "receipt_email": nil])
    #expect(
      try shop.tell(StripeShop.event("evt_1", "payment_intent.succeeded", intent)) == ["kept:unknown_learner"])
    let session: [String: JSON] = [
      "id": "cs_1", "payment_intent": "pi_1", "payment_status": "paid", "amount_total": 4900, "currency": "usd",
      "customer": "cus_9", "metadata": ["user_id": "8", "order_id": "15"],
    ]
    #expect(try shop.tell(StripeShop.event("evt_2", "checkout.session.completed", session)) == ["taken"])
    #expect(try shop.payments() == ["8 49 USD paid pi_1"])
    #expect(try shop.database.count("select count(*) from lms.payment_details where order_id = 15") == 1)
    #expect(try shop.database.count("select count(*) from rekindle.events_unknown") == 0, "the first is taken too")
    let later = StripeShop.intent("pi_2", ["customer": "cus_9", "receipt_email": nil])
    #expect(try shop.tell(StripeShop.event("evt_3", "payment_intent.succeeded", later)) == ["taken"])
    #expect(try shop.payments().last == "8 49 USD paid pi_2", "the customer is known from now on")
  }

  @Test func aSubscriptionThatIsOverEndsItsOrder() throws {
    let object: [String: JSON] = [
      "id": "sub_1", "metadata": ["order_id": "15"], "ended_at": .integer(StripeShop.now.seconds - 5),
    ]
    #expect(
      try shop.tell(StripeShop.event("evt_1", "customer.subscription.deleted", object)) == ["kept:unknown_row"])
    #expect(
      try shop.tell(StripeShop.event("evt_2", "customer.subscription.deleted", ["id": "sub_2"]))
        == ["kept:unknown_subject"])
  }

  @Test func whatNobodyUnderstandsIsAnsweredWellAndCounted() throws {
    let thin: JSON = ["id": "evt_9", "object": "v2.core.event", "type": "v1.billing.meter.error_report_triggered"]
    #expect(try shop.tell(StripeShop.event("evt_1", "customer.created", ["id": "cus_1"])) == ["kept:unknown_type"])
    #expect(try shop.tell(thin) == ["kept:no_data"])
    #expect(try shop.tell("words") == ["kept:not_an_object"])
    let madeUp = StripeShop.event("evt_2", "payment_intent.succeeded", isLive: false, StripeShop.intent())
    #expect(try shop.tell(madeUp) == ["kept:other_mode"])
    #expect(try shop.payments() == [])
    #expect(try shop.database.count("select count(*) from rekindle.anomalies where kind like 'host_event_%'") == 4)
    #expect(try shop.tell(madeUp, ["STRIPE_MODE": "test"]) == ["taken"])
    #expect(try shop.payments() == ["7 49 USD paid pi_1"])
  }

  @Test(arguments: [
    ("usd", 4900, "49"), ("jpy", 4900, "4900"), ("kwd", 4900, "4.9"), ("isk", 4900, "49"), ("ugx", 4900, "49"),
    ("huf", 4950, "49.5"), ("twd", 4950, "49.5"), ("mga", 49, "49"), ("bhd", 4905, "4.905"),
  ]) func amountsAreCountedAsStripeCountsThem(currency: String, amount: Int, text: String) throws {
    let intent = StripeShop.intent("pi_1", ["currency": .string(currency), "amount_received": .integer(amount)])
    #expect(try shop.tell(StripeShop.event("evt_1", "payment_intent.succeeded", intent)) == ["taken"])
    #expect(try shop.payments() == ["7 \(text) \(currency.uppercased()) paid pi_1"])
  }

  @Test(arguments: [
    ("usd", JSON.integer(-1)), ("isk", 4950), ("ugx", 4901), ("usd", 49.5), ("usd", "4900"), ("usd", nil),
    ("usd", .integer(.max)), ("dollars", 4900), ("", 4900),
  ]) func anAmountThatDoesNotFitItsCurrencyIsKept(currency: String, amount: JSON) throws {
    let intent = StripeShop.intent("pi_1", ["currency": .string(currency), "amount_received": amount])
    #expect(try shop.tell(StripeShop.event("evt_1", "payment_intent.succeeded", intent)) == ["kept:schema"])
    #expect(try shop.payments() == [])
  }
}
