import JSON
import TestKit
import Testing

/// Who is told that a place is sure, and how often.
@Suite(.database) struct EnrollmentConfirmationTests {
  private static let paid = "2026-11-20T20:05:00Z"

  /// Places 1 and 2 by the order, for Mira in Painting and for somebody in Chess.
  private func shop() throws -> Shop {
    let shop = try Shop("enrollment-confirmation")
    try shop.database.run(
      """
      insert into lms_data.class_enrolments (enrolment_id, user_id, class_id, order_id, child_name)
      values (1, 1, 12, 88, 'Mira'), (2, 1, 13, 88, null)
      """)
    return shop
  }

  /// Holds REQ-3-02.
  @Test func aPaidOrderConfirmsEachOfItsClassesAndAnUnpaidOneNone() throws {
    let shop = try shop()
    #expect(try shop.campaign.segment(at: Self.paid) == [])
    try shop.pay(["paid_at": "'\(Self.paid)'"])
    #expect(try shop.campaign.segment(at: "2026-11-20T20:04:00Z") == [])
    #expect(try shop.campaign.segment(at: Self.paid) == ["1/1", "1/2"])
    #expect(try shop.campaign.segment(at: "2026-11-24T20:05:00Z") == [])
  }

  /// Holds X-19.
  @Test func laterInstallmentsConfirmNothingAnew() throws {
    let shop = try shop()
    try shop.payInInstallments()
    for (number, day) in [(1, "2026-11-20"), (2, "2026-12-20"), (3, "2027-01-20")] {
      try shop.pay(
        ["payment_id": "\(50 + number)", "amount": "63", "paid_at": "'\(day)T20:05:00Z'"],
        details: ["instalment_id": "\(6 + number)"])
    }
    #expect(try shop.campaign.segment(at: Self.paid) == ["1/1", "1/2"])
    #expect(try shop.campaign.segment(at: "2026-12-20T21:00:00Z") == [])
    #expect(try shop.campaign.segment(at: "2027-01-20T21:00:00Z") == [])
  }

  @Test func whatTheHostConfirmsNeedsNoPaymentAndWhatIsCancelledIsNotConfirmed() throws {
    let shop = try shop()
    try shop.database.run(
      """
      update lms_data.class_enrolments set confirmed_at = '\(Self.paid)';
      update lms_data.class_enrolments set cancelled_at = '2026-11-20T20:06:00Z' where enrolment_id = 2
      """)
    #expect(try shop.campaign.segment(at: Self.paid) == ["1/1", "1/2"])
    #expect(try shop.campaign.segment(at: "2026-11-20T20:06:00Z") == ["1/1"])
    #expect(try shop.campaign.context(1, 2, at: "2026-11-20T20:05:30Z") != nil)
    #expect(try shop.campaign.context(1, 2, at: "2026-11-20T20:06:00Z") == nil)
  }

  @Test func itSaysForWhomWhereAndWhenAsFarAsThatIsKnown() throws {
    let shop = try shop()
    try shop.database.run("update lms_data.class_enrolments set confirmed_at = '\(Self.paid)'")
    let painting = try #require(try shop.campaign.context(1, 1, at: Self.paid))
    #expect(painting["child_name"] == "Mira" && painting["class_name"] == "Painting" && painting["place"] == "Room 3")
    #expect(painting["has_start"] == true && painting["starts_at"]?.string?.contains("4 January 2027") == true)
    let chess = try #require(try shop.campaign.context(1, 2, at: Self.paid))
    #expect(chess["has_child"] == false && chess["has_start"] == false && chess["has_link"] == false)
    try shop.database.run("delete from lms_data.classes")
    #expect(try shop.campaign.context(1, 2, at: Self.paid)?["class_name"] == "Chess", "as it was sold")
    try shop.database.run("update lms_data.class_enrolments set order_id = null")
    #expect(try shop.campaign.context(1, 2, at: Self.paid) == nil, "a class without a name is nothing to write about")
  }
}
