import JSON
import TestKit
import Testing

/// Which payments have a receipt, and what it says.
@Suite(.database) struct PaymentSuccessTests {
  private static let paid = "2026-11-20T20:05:00Z"

  /// Holds X-55.
  @Test func whatAProviderTellsTwiceHasOneReceiptAndWhatWasPaidTwiceHasTwo() throws {
    let shop = try Shop("payment-success")
    try shop.pay(["paid_at": "'\(Self.paid)'"], details: ["reference": "'pi_1'"])
    try shop.pay(["payment_id": "6", "paid_at": "'2026-11-20T20:06:00Z'"], details: ["reference": "'pi_1'"])
    try shop.pay(["payment_id": "7", "paid_at": "'2026-11-20T20:07:00Z'"], details: ["reference": "'pi_2'"])
    try shop.pay(["payment_id": "8", "amount": "0", "paid_at": "'\(Self.paid)'"])
    #expect(try shop.campaign.segment(at: "2026-11-20T20:04:00Z") == [])
    #expect(try shop.campaign.segment(at: "2026-11-20T20:10:00Z") == ["1/5", "1/7"])
    #expect(try shop.campaign.segment(at: "2026-11-24T00:00:00Z") == [])
  }

  /// Holds REQ-3-25.
  @Test func itHasTheAmountTheDayTheMeansAndTheTransaction() throws {
    let shop = try Shop("payment-success")
    try shop.pay(
      ["paid_at": "'\(Self.paid)'"], details: ["method": "'Visa •••• 4242'", "reference": "'pi_1'"])
    let known = try #require(try shop.campaign.context(1, 5, at: Self.paid))
    #expect(known["amount"] == "$189.00" && known["payment_method"] == "Visa •••• 4242")
    #expect(known["transaction_id"] == "pi_1" && known["order_number"] == "A-1088")
    #expect(known["class_name"] == "Painting, Chess" && known["is_installment"] == false)
    #expect(known["payment_date"]?.string?.contains("21 November 2026") == true)
    #expect(try shop.campaign.context(1, 5, at: "2026-11-20T20:04:00Z") == nil)
  }

  /// Holds REQ-3-04.
  @Test func thatOfAnInstallmentSaysWhichItIsAndWhatIsDueNext() throws {
    let shop = try Shop("payment-success")
    try shop.payInInstallments()
    try shop.pay(["amount": "63", "paid_at": "'\(Self.paid)'"], details: ["order_id": "null", "instalment_id": "7"])
    let known = try #require(try shop.campaign.context(1, 5, at: Self.paid))
    #expect(known["installment_number"] == 1 && known["installment_count"] == 3 && known["order_number"] == "A-1088")
    #expect(known["next_due_date"] == "20 December 2026" && known["next_amount"] == "$63.00")
    try shop.database.run("update lms_data.instalments set paid_at = '2026-11-20T20:05:00Z'")
    #expect(try shop.campaign.context(1, 5, at: Self.paid)?["has_next"] == false)
  }

  @Test func aPaymentForNothingThatIsKnownHasAReceiptToo() throws {
    let shop = try Shop("payment-success", zone: nil)
    try shop.database.run(
      """
      insert into lms_data.payments (payment_id, user_id, amount, currency, requested_at, paid_at)
      values (5, 1, 1200, 'jpy', '2026-11-20T20:00:00Z', '\(Self.paid)')
      """)
    let known = try #require(try shop.campaign.context(1, 5, at: Self.paid))
    #expect(known["amount"] == "¥1,200" && known["transaction_id"] == "5" && known["has_order"] == false)
    #expect(known["class_name"] == .null && known["has_link"] == false)
  }
}
