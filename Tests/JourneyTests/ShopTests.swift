import JSON
import TestKit
import Testing

/// What an order's parent is written, from the shop's signed events to the provider.
///
/// Holds REQ-3-31.
@Suite(.database, .timeLimit(.minutes(20))) struct ShopTests {
  private static let ordered = "2026-11-20T10:00:00Z"
  private static let paid = "2026-11-20T10:05:00Z"
  private static let confirmations = [
    "enrollment-confirmation 1 email", "enrollment-confirmation 2 email", "payment-success 5 email",
  ]

  /// Holds REQ-3-01, REQ-3-02, REQ-3-07, REQ-3-08, X-19.
  @Test func anOrderIsConfirmedAndItsPaymentBringsAReceiptAndOneConfirmationForEachClass() throws {
    let shop = try ShopSchool()
    try shop.order(at: Self.ordered)
    #expect(try shop.sent() == ["order-confirmation 88 email"], "at once, and nothing else before it is paid")
    try shop.due(5, at: Self.ordered)
    let paid: JSON = ["payment_id": 5, "user_id": 1, "paid_at": .string(Self.paid), "method": "Visa •••• 4242"]
    try shop.tell("lms.payment.paid", at: Self.paid, id: "evt_1", paid)
    for minute in ["06", "07", "08"] { try shop.tick(at: "2026-11-20T10:\(minute):00Z") }
    #expect(Set(try shop.sent().dropFirst()) == Set(Self.confirmations))
    try shop.tell("lms.payment.paid", at: "2026-11-20T10:20:00Z", id: "evt_1", paid)
    try shop.tell("lms.payment.paid", at: "2026-11-20T10:21:00Z", id: "evt_2", paid)
    try shop.order(at: "2026-11-20T10:22:00Z")
    try shop.hour(at: "2026-11-20T11:00:00Z")
    try shop.hour(at: "2026-11-21T11:00:00Z")
    #expect(try shop.sent().count == 4, "what is told again is not sent again")
    #expect(try shop.school.database.rows("select rule from rekindle.violations") == [])
  }

  @Test func aReceiptWhoseFiguresDisagreeIsHeldBackWithAnAnomalyAndGoesOutOnceTheyAgree() throws {
    let shop = try ShopSchool()
    try shop.order(at: Self.ordered, total: "190.00")
    try shop.hour(at: "2026-11-20T11:00:00Z")
    #expect(try shop.sent() == [])
    #expect(
      try shop.school.database.value("select kind from rekindle.anomalies where resolved_at is null")
        == "order_disagrees")
    try shop.order(at: "2026-11-20T12:00:00Z")
    #expect(try shop.sent() == ["order-confirmation 88 email"])
    #expect(try shop.school.database.count("select count(*) from rekindle.anomalies where resolved_at is null") == 0)
  }

  @Test func aFailureIsToldOnceADayUntilItIsPaidAndWhatWasPaidBeforeTheMessageLeftIsNotTold() throws {
    let shop = try ShopSchool()
    try shop.order(at: Self.ordered)
    try shop.due(5, at: Self.ordered)
    func fail(at time: String) throws {
      try shop.tell(
        "lms.payment.failed", at: time, ["payment_id": 5, "user_id": 1, "failure_code": "insufficient_funds"])
    }
    func failures() throws -> Int { try shop.sent().filter { $0 == "payment-failed 5 email" }.count }
    try fail(at: "2026-11-20T10:01:00Z")
    #expect(try failures() == 1)
    try fail(at: "2026-11-20T10:30:00Z")
    try shop.hour(at: "2026-11-20T23:00:00Z")
    #expect(try failures() == 1, "at most once a day")
    try shop.hour(at: "2026-11-21T11:00:00Z")
    #expect(try failures() == 2, "the failure that was told to nobody is, a day later")
    try shop.tell("lms.payment.paid", at: "2026-11-22T10:00:00Z", ["payment_id": 5, "user_id": 1])
    for minute in ["01", "02", "03"] { try shop.tick(at: "2026-11-22T10:\(minute):00Z") }
    try shop.hour(at: "2026-11-22T11:00:00Z")
    #expect(try failures() == 2)
    #expect(try shop.sent().contains("payment-success 5 email"))
  }

  /// Holds REQ-3-06.
  @Test(arguments: [("60.00", true), (nil, false)])
  func aCancellationIsConfirmedWithItsRefundOrWithout(_ refund: String?, _ isNamed: Bool) throws {
    let shop = try ShopSchool()
    try shop.order(at: Self.ordered)
    var data: [String: JSON] = ["enrolment_id": 1, "user_id": 1, "effective_on": "2026-12-01"]
    if let refund { data["refund_amount"] = .string(refund) }
    if refund != nil { data["refund_currency"] = "USD" }
    try shop.tell("lms.class_enrolment.cancelled", at: "2026-11-30T10:00:00Z", .object(data))
    try shop.tell("lms.class_enrolment.cancelled", at: "2026-11-30T10:10:00Z", .object(data))
    #expect(try shop.sent().filter { $0 == "enrollment-cancelled 1 email" }.count == 1)
    let context = try shop.school.database.value(
      """
      select c.context from rekindle.message_deliveries d join rekindle.campaigns k on k.id = d.campaign_id and k.slug = 'enrollment-cancelled'
       cross join lateral rekindle.campaign_context(d.campaign_id, d.version, '2026-11-30T11:00Z', array[d.user_id], array[d.subject_id]) c
      """)
    #expect(try JSON.parse(context ?? "")["has_refund"] == .bool(isNamed))
  }

  @Test func aReceiptThatBouncesGoesToTheTelephoneAndOneThatNobodyOpensDoesNot() throws {
    let shop = try ShopSchool()
    try shop.order(at: Self.ordered)
    try shop.hour(at: "2026-11-22T09:00:00Z")
    #expect(try shop.sent() == ["order-confirmation 88 email"])
    try shop.due(5, at: "2026-11-22T10:00:00Z")
    try shop.tell("lms.payment.paid", at: "2026-11-22T10:05:00Z", ["payment_id": 5, "user_id": 1])
    for minute in ["06", "07", "08"] { try shop.tick(at: "2026-11-22T10:\(minute):00Z") }
    let receipt = try #require(
      try shop.school.database.value(
        """
        select d.id::text from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id
         where c.slug = 'payment-success'
        """
      ).flatMap { Int($0) })
    try shop.school.callback("bounce", of: [receipt], at: "2026-11-22T10:09:00Z")
    for minute in ["10", "11", "12", "13"] { try shop.tick(at: "2026-11-22T10:\(minute):00Z") }
    let sent = try shop.sent()
    #expect(sent.contains("payment-success 5 sms"))
    #expect(sent.filter { $0.hasSuffix("sms") }.allSatisfy { !$0.hasPrefix("order-confirmation") })
    #expect(try shop.school.database.rows("select rule from rekindle.violations") == [])
  }

  @Test(arguments: [
    ("de-AT", "de/receipt.email", "€\u{a0}189,00", "Auf der Karte oder dem Konto war nicht genug Geld"),
    ("fr-FR", "receipt.email", "€189.00", "There was not enough money on the card or account"),
  ])
  func amountsDaysAndReasonsAreInTheLanguageOfTheirText(
    _ locale: String, _ text: String, _ amount: String, _ reason: String
  ) throws {
    let shop = try ShopSchool()
    try shop.school.database.run("update lms_data.users set locale = '\(locale)'")
    try shop.due(5, at: Self.ordered, currency: "EUR")
    try shop.tell(
      "lms.payment.failed", at: Self.ordered,
      ["payment_id": 5, "user_id": 1, "failure_code": "insufficient_funds"])
    let failed = try shop.context("payment-failed", locale, at: Self.ordered)
    #expect(failed["amount"] == .string(amount) && failed["failure_reason"] == .string(reason))
    try shop.tell("lms.payment.paid", at: Self.paid, ["payment_id": 5, "user_id": 1])
    let hash = try shop.school.database.value(
      """
      select v.messages->'\(text)'->>'hash' from rekindle.message_deliveries d
        join rekindle.campaign_versions v on v.campaign_id = d.campaign_id and v.version = d.version
        join rekindle.campaigns c on c.id = d.campaign_id and c.slug = 'payment-success'
       where d.status = 'sent' and d.template_hash = v.messages->'\(text)'->>'hash'
      """)
    let sent = try shop.sent()
    #expect(hash != nil, "\(sent)")
  }

  @Test func anInstallmentOfWhichNoPaymentIsToldHasOneReceipt() throws {
    let shop = try ShopSchool()
    try shop.order("instalments", at: Self.ordered)
    try shop.tell(
      "lms.instalment.due", at: Self.ordered,
      [
        "instalment_id": 7, "order_id": 88, "user_id": 1, "number": 1, "count": 3, "amount": "63.00", "currency": "USD",
        "due_on": "2026-11-20",
      ])
    try shop.tell("lms.instalment.paid", at: Self.paid, ["instalment_id": 7, "user_id": 1])
    for minute in ["06", "07", "08"] { try shop.tick(at: "2026-11-20T10:\(minute):00Z") }
    let receipts = { try shop.sent().filter { $0.hasPrefix("payment-success") } }
    #expect(try receipts() == ["payment-success -7 email"])
    try shop.due(5, at: "2026-11-20T10:10:00Z", amount: "63.00", instalment: 7)
    try shop.tell("lms.payment.paid", at: "2026-11-20T10:11:00Z", ["payment_id": 5, "user_id": 1])
    try shop.hour(at: "2026-11-20T11:00:00Z")
    #expect(try receipts() == ["payment-success -7 email"], "the payment of it is told once")
    #expect(try shop.school.database.rows("select rule from rekindle.violations") == [])
  }

  private static let operations: [(type: String, subject: Int)] = [
    ("order-confirmation", 88), ("enrollment-confirmation", 1), ("installment-reminder", -8), ("payment-success", 5),
    ("payment-failed", 6), ("enrollment-cancelled", 2),
  ]

  /// Holds REQ-3-24, REQ-3-40.
  @Test func eachMessageCanBeAskedForByNameAndWhatCannotBeWrittenIsRefused() throws {
    let shop = try ShopSchool()
    try shop.order("instalments", at: Self.ordered)
    try shop.school.database.run(
      """
      insert into lms_data.instalments (instalment_id, order_id, user_id, number, count, amount, currency, due_on)
      values (8, 88, 1, 2, 3, 63, 'USD', '2026-12-21');
      insert into lms_data.payments (payment_id, user_id, amount, currency, requested_at, paid_at, failed_at)
      values (5, 1, 63, 'USD', '2026-11-01Z', '2026-11-10Z', null), (6, 1, 63, 'USD', '2026-11-01Z', null, '2026-11-10Z');
      update lms_data.class_enrolments set confirmed_at = '2026-11-10Z';
      update lms_data.class_enrolments set cancelled_at = '2026-11-11Z' where enrolment_id = 2
      """)
    func ask(_ type: String, _ subject: Int, at time: String) throws -> Int {
      let body: JSON = ["user_id": 1, "message_type": .string(type), "subject_id": .integer(subject)]
      return try shop.school.ask(
        "campaign-admin", role: "rekindle_admin", "POST", "/api/notifications", key: "admin-key", body: body, at: time
      ).status
    }
    for (type, subject) in Self.operations {
      #expect(try ask(type, subject, at: "2026-12-01T10:00:00Z") == 202, "\(type)")
      #expect(try ask(type, 999, at: "2026-12-01T10:00:00Z") == 400, "\(type)")
    }
    for minute in 10...25 { try shop.tick(at: "2026-12-01T10:\(minute):00Z") }
    let sent = try shop.school.database.rows(
      """
      select c.slug || ' ' || j.about from rekindle.message_deliveries d
        join rekindle.campaigns c on c.id = d.campaign_id
        join rekindle.notification_jobs j on j.id = d.subject_id where d.status = 'sent'
      """)
    #expect(Set(sent.compactMap { $0[0] }) == Set(Self.operations.map { "\($0.type) \($0.subject)" }))
  }
}
