import JSON
import TestKit
import Testing

/// What is said of a place that was cancelled.
///
/// Holds REQ-3-06.
@Suite(.database) struct EnrollmentCancelledTests {
  private static let cancelled = "2026-11-30T20:00:00Z"

  private func shop(_ columns: String) throws -> Shop {
    let shop = try Shop("enrollment-cancelled")
    try shop.database.run(
      """
      insert into lms_data.class_enrolments
        (enrolment_id, user_id, class_id, order_id, child_name, cancelled_at, effective_on, refund_amount, refund_currency)
      values (1, 1, 12, 88, 'Mira', '\(Self.cancelled)', \(columns))
      """)
    return shop
  }

  @Test func whoCancelsEntersOnceAndSoDoesWhoCancelsAgain() throws {
    let shop = try shop("'2026-12-01', 60, 'USD'")
    #expect(try shop.campaign.segment(at: "2026-11-30T19:59:00Z") == [])
    #expect(try shop.campaign.segment(at: Self.cancelled) == ["1/1"])
    #expect(try shop.campaign.segment(at: "2026-12-03T20:00:00Z") == [])
    try shop.database.run("update lms_data.class_enrolments set cancelled_at = null")
    #expect(try shop.campaign.segment(at: Self.cancelled) == [])
    #expect(try shop.campaign.context(1, 1, at: Self.cancelled) == nil, "what was taken back is not confirmed")
  }

  @Test(arguments: [
    ("'2026-12-01', 60, 'USD'", "$60.00"), ("null, 60, null", "$60.00"), ("null, 1200, 'JPY'", "¥1,200"),
    ("null, 0, 'USD'", nil), ("null, null, null", nil),
  ])
  func aRefundIsNamedWhereThereIsOne(_ columns: String, _ refund: String?) throws {
    let known = try #require(try shop(columns).campaign.context(1, 1, at: Self.cancelled))
    #expect(known["has_refund"] == .bool(refund != nil))
    if let refund { #expect(known["refund_amount"] == .string(refund)) }
    #expect(known["cancellation_date"] == "1 December 2026", "it was half past one in the morning")
    #expect(known["has_effective_date"] == .bool(columns.hasPrefix("'")))
  }
}
