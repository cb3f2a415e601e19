import JSON
import TestKit
import Testing

/// Who gets an order confirmed, and what the confirmation knows.
///
/// Holds REQ-3-01, REQ-3-22, X-83, X-84.
@Suite(.database) struct OrderConfirmationTests {
  private static let now = "2026-11-20T20:00:00Z"

  @Test func whoHasOrderedEntersAtOnceAndNotDaysLater() throws {
    let shop = try Shop("order-confirmation")
    #expect(try shop.campaign.segment(at: "2026-11-20T19:59:59Z") == [])
    #expect(try shop.campaign.segment(at: Self.now) == ["1/88"])
    #expect(try shop.campaign.segment(at: "2026-11-23T20:00:00Z") == [])
    try shop.database.run("update lms_data.users set is_active = false")
    #expect(try shop.campaign.segment(at: Self.now) == ["1/88"], "a receipt is owed to whoever has ordered")
    try shop.database.run("update lms_data.orders set cancelled_at = '2026-11-20T20:00:00Z'")
    #expect(try shop.campaign.segment(at: Self.now) == [])
    #expect(try shop.campaign.context(1, 88, at: Self.now) == nil)
  }

  @Test(arguments: [
    "update lms_data.orders set total = 200", "update lms_data.orders set discount_total = -21, total = 231",
    "update lms_data.order_items set price = 91 where position = 2", "delete from lms_data.order_items",
    "update lms_data.orders set currency = 'JPY', discount_total = 21.5, total = 188.5",
  ])
  func anOrderWhoseFiguresDisagreeIsHeldBackUntilTheyAgree(_ damage: String) throws {
    let shop = try Shop("order-confirmation")
    try shop.database.run("create table lms_data.kept as select * from lms_data.order_items; \(damage)")
    #expect(try shop.campaign.segment(at: Self.now) == [])
    #expect(try shop.campaign.context(1, 88, at: Self.now) == nil)
    try shop.database.run(
      """
      update lms_data.orders set currency = 'USD', subtotal = 210, discount_total = 21, total = 189;
      delete from lms_data.order_items; insert into lms_data.order_items select * from lms_data.kept
      """)
    #expect(try shop.campaign.segment(at: Self.now) == ["1/88"])
  }

  @Test func linesAndTotalsAreWrittenWithTheOrdersCurrency() throws {
    let shop = try Shop("order-confirmation")
    let known = try #require(try shop.campaign.context(1, 88, at: Self.now))
    #expect(
      known["order_items"] == [
        ["class_name": "Painting", "child_name": "Mira", "price": "$120.00"],
        ["class_name": "Chess", "child_name": "–", "price": "$90.00"],
      ])
    #expect(known["subtotal"] == "$210.00" && known["discount_total"] == "$21.00" && known["total"] == "$189.00")
    #expect(known["has_discount"] == true && known["has_tax"] == false && known["is_free"] == false)
    #expect(known["order_number"] == "A-1088" && known["order_date"] == "21 November 2026", "it was two in the morning")
    #expect(known["is_one_time"] == true && known["in_installments"] == false && known["is_paid"] == false)
  }

  @Test(arguments: [("JPY", "¥21,000"), ("KWD", "KWD\u{a0}21,000.125"), ("EUR", "€21,000.13")])
  func eachCurrencyHasItsDecimals(_ currency: String, _ shown: String) throws {
    let shop = try Shop("order-confirmation")
    let amount = ["JPY": "21000", "KWD": "21000.125", "EUR": "21000.13"][currency] ?? ""
    try shop.database.run(
      """
      update lms_data.orders set currency = '\(currency)', subtotal = \(amount), discount_total = 0, total = \(amount);
      delete from lms_data.order_items where position = 2; update lms_data.order_items set price = \(amount)
      """)
    #expect(try shop.campaign.context(1, 88, at: Self.now)?["total"]?.string == shown)
  }

  @Test func anOrderOfFortyLinesHasThemAllInTheirOrder() throws {
    let shop = try Shop("order-confirmation")
    try shop.database.run(
      """
      delete from lms_data.order_items;
      insert into lms_data.order_items select 88, n, null, 'Class ' || n, 'Child', n from generate_series(1, 40) n;
      update lms_data.orders set subtotal = 820, discount_total = 0, total = 820
      """)
    let items = try #require(try shop.campaign.context(1, 88, at: Self.now)?["order_items"]?.array)
    #expect(items.compactMap { $0["class_name"]?.string } == (1...40).map { "Class \($0)" })
  }

  @Test func anOrderThatCostsNothingIsConfirmedWithoutAWordOfPayment() throws {
    let shop = try Shop("order-confirmation")
    try shop.database.run(
      "update lms_data.order_items set price = 0; update lms_data.orders set subtotal = 0, discount_total = 0, total = 0"
    )
    let known = try #require(try shop.campaign.context(1, 88, at: Self.now))
    #expect(known["is_free"] == true && known["is_one_time"] == false && known["total"] == "$0.00")
    #expect(try shop.campaign.segment(at: Self.now) == ["1/88"])
  }

  @Test func howItIsPaidAndWhetherItIsAreTwoThings() throws {
    let shop = try Shop("order-confirmation")
    try shop.pay(["paid_at": "'2026-11-20T20:05:00Z'"])
    #expect(try shop.campaign.context(1, 88, at: Self.now)?["is_paid"] == false)
    #expect(try shop.campaign.context(1, 88, at: "2026-11-20T20:05:00Z")?["is_paid"] == true)
    try shop.payInInstallments()
    let known = try #require(try shop.campaign.context(1, 88, at: Self.now))
    #expect(known["in_installments"] == true && known["is_one_time"] == false)
    #expect(known["installments"]?.array?.count == 3)
    #expect(known["installments"]?.array?.last == ["number": 3, "due_date": "20 January 2027", "amount": "$63.00"])
  }

  @Test(arguments: [nil, "Mars/Olympus"])
  func whoseZoneNobodyKnowsReadsTheDayOfUTC(_ zone: String?) throws {
    let shop = try Shop("order-confirmation", zone: zone)
    #expect(try shop.campaign.context(1, 88, at: Self.now)?["order_date"] == "20 November 2026")
  }

  @Test func withoutAPageOfItsOwnTheOrderHasTheOneOfTheShopsLinksOrNone() throws {
    let shop = try Shop("order-confirmation")
    try shop.database.run("update lms_data.orders set url = null")
    #expect(try shop.campaign.context(1, 88, at: Self.now)?["has_link"] == false)
    try shop.database.run("insert into lms_data.links values ('order', 'https://learn.example.org/o/{id}')")
    #expect(try shop.campaign.context(1, 88, at: Self.now)?["order_link"] == "https://learn.example.org/o/88")
  }
}
