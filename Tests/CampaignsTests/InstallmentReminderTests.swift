import JSON
import TestKit
import Testing

/// When a payer is reminded of an instalment that is due soon, and of one that is overdue.
@Suite(.database) struct InstallmentReminderTests {
  private func shop(_ slug: String = "installment-reminder", zone: String? = "Asia/Kolkata") throws -> Shop {
    let shop = try Shop(slug, zone: zone)
    try shop.payInInstallments()
    return shop
  }

  private func moment(_ name: String, _ shop: Shop, _ debt: Int, at time: String) throws -> String? {
    try shop.campaign.state(1, debt, at: time)?[name]?.string.map { String($0.prefix(16)) }
  }

  /// Holds REQ-3-09.
  @Test(arguments: [
    ("Asia/Kolkata", "2026-12-17T03:30"), ("America/New_York", "2026-12-17T14:00"), (nil, "2026-12-17T09:00"),
    ("Mars/Olympus", "2026-12-17T09:00"),
  ])
  func itGoesAtNineInTheMorningThreeDaysBefore(_ zone: String?, _ moment: String) throws {
    #expect(try self.moment("remind_at", shop(zone: zone), -8, at: "2026-12-16T00:00:00Z") == moment)
  }

  /// Holds X-56.
  @Test func whatWasMissedIsMadeGoodUntilTheDayIsOver() throws {
    let shop = try shop()
    #expect(try shop.campaign.segment(at: "2026-12-10T00:00:00Z") == [])
    #expect(try shop.campaign.segment(at: "2026-12-16T00:00:00Z") == ["1/-8"])
    // The 20th ends at 18:30Z in Kolkata.
    #expect(try shop.campaign.segment(at: "2026-12-20T18:29:00Z") == ["1/-8"])
    #expect(try shop.campaign.segment(at: "2026-12-20T18:30:00Z") == [])
    #expect(try moment("over_at", shop, -8, at: "2026-12-20T18:29:00Z") == "2026-12-20T18:30")
    #expect(try shop.campaign.context(1, -8, at: "2026-12-20T18:29:00Z") != nil)
    #expect(try shop.campaign.context(1, -8, at: "2026-12-20T18:30:00Z") == nil)
  }

  @Test func whatIsPaidWithTheOrderIsNotRemindedOfAndWhatIsDueSoonAfterItTheNextMorning() throws {
    let shop = try shop()
    // Ordered on the 21st in Kolkata; the first instalment was due on the 20th.
    #expect(try shop.campaign.segment(at: "2026-11-20T20:30:00Z") == [])
    try shop.database.run("update lms_data.instalments set due_on = '2026-11-22' where instalment_id = 7")
    #expect(try shop.campaign.segment(at: "2026-11-20T20:30:00Z") == ["1/-7"])
    #expect(try moment("remind_at", shop, -7, at: "2026-11-20T20:30:00Z") == "2026-11-22T03:30")
  }

  private static let causes = ["paused_at", "handed_over_at", "cancelled_at", "paid_at"]

  @Test(arguments: causes, [("installment-reminder", -8, "2026-12-18"), ("installment-overdue", -7, "2026-11-28")])
  func whatIsPaidPausedCancelledOrHandedOverIsLeftAlone(_ column: String, _ campaign: (String, Int, String)) throws {
    let (slug, debt, day) = campaign
    let shop = try shop(slug)
    try shop.database.run("update lms_data.instalments set \(column) = '\(day)T12:00:00Z'")
    #expect(try shop.campaign.segment(at: "\(day)T11:59:00Z") == ["1/\(debt)"])
    #expect(try shop.campaign.segment(at: "\(day)T12:00:00Z") == [])
    let isOver = try shop.campaign.context(1, debt, at: "\(day)T12:00:00Z") == nil
    let isReached = try shop.campaign.goal(1, debt, at: "\(day)T12:00:00Z") != nil
    let state = try #require(try shop.campaign.state(1, debt, at: "\(day)T12:00:00Z"))
    let waits = state[slug == "installment-reminder" ? "remind_at" : "due_at"] == .null
    #expect(isReached == (column == "paid_at") && waits == (column == "paused_at"))
    #expect(isOver == ["handed_over_at", "cancelled_at"].contains(column))
  }

  /// Holds X-54.
  @Test func theStepsOfWhatIsOverdueCountFromTheMorningOfTheDay() throws {
    let shop = try shop("installment-overdue")
    #expect(try moment("due_at", shop, -7, at: "2026-11-21T00:00:00Z") == "2026-11-20T03:30")
    #expect(try shop.campaign.segment(at: "2026-11-20T18:29:00Z") == [], "on the day itself nothing is overdue")
    #expect(try shop.campaign.segment(at: "2026-11-20T18:30:00Z") == ["1/-7"])
    #expect(try shop.campaign.segment(at: "2026-12-11T12:00:00Z") == ["1/-7"])
    #expect(try shop.campaign.segment(at: "2026-12-12T12:00:00Z") == [], "three weeks late it is no reminder any more")
    let known = try #require(try shop.campaign.context(1, -7, at: "2026-11-27T05:00:00Z"))
    #expect(known["days_overdue"] == 7 && known["amount"] == "$63.00" && known["installment_number"] == 1)
    #expect(known["payment_link"] == "https://learn.example.org/pay/7")
    #expect(try shop.campaign.context(1, -8, at: "2026-11-27T05:00:00Z") == nil)
  }

  @Test func whoHasPaidThroughAPaymentOfTheInstallmentHasPaidIt() throws {
    let shop = try shop("installment-overdue")
    try shop.pay(["amount": "63", "paid_at": "'2026-11-25T10:00:00Z'"], details: ["instalment_id": "7"])
    #expect(try shop.campaign.segment(at: "2026-11-25T09:59:00Z") == ["1/-7"])
    #expect(try shop.campaign.segment(at: "2026-11-25T10:00:00Z") == [])
    #expect(try shop.campaign.goal(1, -7, at: "2026-11-25T10:00:00Z") == "2026-11-25 10:00")
  }

  /// Holds X-11.
  @Test func aPaymentOfAnInstallmentIsTheInstallmentsToRemindOf() throws {
    let shop = try shop("payment-pending")
    try shop.pay(["requested_at": "'2026-12-14T10:00:00Z'"], details: ["instalment_id": "null"])
    #expect(try shop.campaign.segment(at: "2026-12-18T00:00:00Z") == ["1/5"])
    try shop.database.run("update lms_data.payment_details set instalment_id = 8")
    #expect(try shop.campaign.segment(at: "2026-12-18T00:00:00Z") == [])
    #expect(try shop.campaign.context(1, 5, at: "2026-12-18T00:00:00Z") == nil)
  }
}
