import JSON
import TestKit
import Testing

/// Who is told of a payment that failed, by which of the two campaigns, and in which words.
@Suite(.database) struct PaymentFailedTests {
  private static let failed = "2026-11-20T20:05:00Z"
  private static let later = "2026-11-20T21:00:00Z"

  /// Payment 5, which failed; its debt is `5`.
  private func shop(_ slug: String = "payment-failed", code: String?) throws -> Shop {
    let shop = try Shop(slug)
    try shop.pay(
      ["failed_at": "'\(Self.failed)'"], details: ["failure_code": code.map { "'\($0)'" } ?? "null"])
    return shop
  }

  /// Holds REQ-3-03.
  @Test(arguments: [
    ("insufficient_funds", "There was not enough money on the card or account"),
    ("do_not_honor", "Your bank declined the card"),
    ("a_code_of_next_year", "The payment was declined, and we were not told why"),
    (nil, "The payment was declined, and we were not told why"),
  ])
  func theReasonIsOneThatAParentUnderstands(_ code: String?, _ words: String) throws {
    let shop = try shop(code: code)
    #expect(try shop.campaign.segment(at: "2026-11-20T20:04:00Z") == [])
    #expect(try shop.campaign.segment(at: Self.failed) == ["1/5"])
    let known = try #require(try shop.campaign.context(1, 5, at: Self.failed))
    #expect(known["failure_reason"] == .string(words) && known["amount"] == "$189.00")
    #expect(known["has_link"] == false && known["class_name"] == "Painting, Chess")
    try shop.database.run("update lms_data.payment_details set retry_url = 'https://learn.example.org/again/5'")
    #expect(try shop.campaign.context(1, 5, at: Self.failed)?["retry_link"] == "https://learn.example.org/again/5")
  }

  /// Holds X-54.
  @Test(arguments: ["stolen_card", "expired_card", "account_closed"])
  func whatStaysAsItIsIsToldOnceAsFinalAndSaysNothingOfASuspicion(_ code: String) throws {
    let shop = try shop("payment-final-failure", code: code)
    #expect(try shop.campaign.segment(at: Self.failed) == ["1/5"])
    let words = try #require(try shop.campaign.context(1, 5, at: Self.failed)?["failure_reason"]?.string)
    #expect(!words.lowercased().contains("stolen"))
  }

  @Test(arguments: ["stolen_card", "expired_card"])
  func whatIsFinalIsNotToldBesidesAsAFailure(_ code: String) throws {
    #expect(try shop(code: code).campaign.segment(at: Self.failed) == [])
  }

  @Test func theFailureAfterTheLastAttemptThatWasAskedForIsFinal() throws {
    let shop = try shop("payment-final-failure", code: "insufficient_funds")
    #expect(try shop.campaign.segment(at: Self.failed) == [])
    try shop.database.run(
      """
      insert into rekindle.retry_requests (debt, payment_id, attempt, is_last, asked_at) values (5, 5, 3, true, '2026-11-20T20:06:00Z')
      """)
    #expect(try shop.campaign.segment(at: Self.later) == [], "the answer to the last request is still out")
    try shop.database.run("update lms_data.payments set failed_at = '2026-11-20T20:30:00Z'")
    #expect(try shop.campaign.segment(at: Self.later) == ["1/5"])
  }

  /// Holds REQ-3-05, X-55.
  @Test func howeverManyPaymentsWereTriedForAnInstallmentItIsOneDebt() throws {
    let shop = try Shop("payment-failed")
    try shop.payInInstallments()
    for (payment, minute, code) in [(5, 5, "'expired_card'"), (6, 20, "'do_not_honor'")] {
      try shop.pay(
        [
          "payment_id": "\(payment)", "amount": "63",
          "failed_at": "'2026-11-20T20:\(minute < 10 ? "0" : "")\(minute):00Z'",
        ],
        details: ["instalment_id": "7", "failure_code": code])
    }
    #expect(try shop.campaign.segment(at: Self.later) == ["1/-7"])
    let known = try #require(try shop.campaign.context(1, -7, at: Self.later))
    #expect(known["failure_reason"] == "Your bank declined the card", "the newest counts")
    #expect(known["installment_number"] == 1 && known["retry_link"] == "https://learn.example.org/pay/7")
  }

  @Test(arguments: [
    "update lms_data.payments set paid_at = '2026-11-20T20:30:00Z'",
    "update lms_data.payments set cancelled_at = '2026-11-20T20:30:00Z'",
    """
    insert into lms_data.payments (payment_id, user_id, amount, currency, requested_at, paid_at)
    values (6, 1, 189, 'USD', '2026-11-20T20:20:00Z', '2026-11-20T20:30:00Z');
    insert into lms_data.payment_details (payment_id, order_id) values (6, 88)
    """,
  ])
  func whatIsPaidSinceOrNoLongerAskedForIsNotTold(_ change: String) throws {
    let shop = try shop(code: "do_not_honor")
    try shop.database.run(change)
    #expect(try shop.campaign.segment(at: "2026-11-20T20:29:00Z") == ["1/5"])
    #expect(try shop.campaign.segment(at: "2026-11-20T20:30:00Z") == [])
    #expect(try shop.campaign.context(1, 5, at: "2026-11-20T20:30:00Z") == nil)
    let isPaid = !change.contains("cancelled_at")
    #expect(try shop.campaign.goal(1, 5, at: Self.later) == (isPaid ? "2026-11-20 20:30" : nil))
  }

  @Test func anInstallmentOfWhichNoPaymentIsKnownFailsByItself() throws {
    let shop = try Shop("payment-failed")
    try shop.payInInstallments()
    try shop.database.run("update lms_data.instalments set failed_at = '\(Self.failed)' where instalment_id = 7")
    #expect(try shop.campaign.segment(at: Self.failed) == ["1/-7"])
    #expect(try shop.campaign.context(1, -7, at: Self.failed)?["amount"] == "$63.00")
    try shop.pay(
      ["amount": "63", "failed_at": "'\(Self.failed)'"],
      details: ["instalment_id": "7", "failure_code": "'do_not_honor'"])
    #expect(try shop.campaign.segment(at: Self.failed) == ["1/-7"], "the payment's failure is the same")
    #expect(try shop.campaign.context(1, -7, at: Self.failed)?["failure_reason"] == "Your bank declined the card")
  }

  @Test(arguments: ["paused_at", "handed_over_at", "cancelled_at", "paid_at"])
  func anInstallmentThatSomebodySeesToIsLeftAlone(_ column: String) throws {
    let shop = try Shop("payment-failed")
    try shop.payInInstallments()
    try shop.pay(["failed_at": "'\(Self.failed)'"], details: ["instalment_id": "7"])
    try shop.database.run("update lms_data.instalments set \(column) = '2026-11-20T20:30:00Z'")
    #expect(try shop.campaign.segment(at: "2026-11-20T20:29:00Z") == ["1/-7"])
    #expect(try shop.campaign.segment(at: "2026-11-20T20:30:00Z") == [])
    #expect(try shop.campaign.context(1, -7, at: "2026-11-20T20:30:00Z") == nil)
  }
}
