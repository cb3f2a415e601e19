import JSON
import TestKit
import Testing

/// What becomes of a debt: the reminder before the day, the steps after it, and what the host is asked for.
@Suite(.database, .timeLimit(.minutes(20))) struct DebtTests {
  private static let ordered = "2026-11-20T10:00:00Z"

  /// An order in three instalments of 63 dollars, due on 21 November, December and January, with the numbers behind `last`.
  private func shop(behind last: Int = 6) throws -> ShopSchool {
    let shop = try ShopSchool()
    try shop.order("instalments", at: Self.ordered)
    for (number, day) in [(1, "2026-11-21"), (2, "2026-12-21"), (3, "2027-01-21")] {
      try shop.tell(
        "lms.instalment.due", at: Self.ordered,
        [
          "instalment_id": .integer(last + number), "order_id": 88, "user_id": 1, "number": .integer(number),
          "count": 3,
          "amount": "63.00", "currency": "USD", "due_on": .string(day),
        ])
    }
    return shop
  }

  private func debts(_ shop: ShopSchool) throws -> [String] {
    try shop.school.database.rows(
      """
      select concat_ws(' ', c.slug, d.template, to_char(d.sent_at at time zone 'UTC', 'MM-DD HH24:MI'))
        from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id
       where d.status = 'sent' and d.subject_id < 0 order by d.sent_at
      """
    ).compactMap { $0[0] }
  }

  /// Holds REQ-3-09, REQ-3-12, X-56.
  @Test(arguments: [6, 9_610_000_014_000, 1_300_000_000_000_000_000])
  func anInstallmentIsRemindedOfOnceAtNineThreeDaysBefore(behind last: Int) throws {
    let shop = try shop(behind: last)
    try shop.school.database.run("delete from lms_data.instalments where number = 1")
    for time in ["2026-12-17T00:00:00Z", "2026-12-18T03:29:00Z"] { try shop.hour(at: time) }
    #expect(try debts(shop) == [])
    try shop.tick(at: "2026-12-18T03:30:00Z")
    #expect(try debts(shop) == ["installment-reminder due-soon 12-18 03:30"])
    for day in 19...21 { try shop.hour(at: "2026-12-\(day)T03:30:00Z") }
    #expect(try debts(shop).count == 1)
    #expect(try shop.school.database.count("select max(episode) from rekindle.campaign_enrollments") == 1)
  }

  /// Holds REQ-3-11, REQ-3-14, REQ-3-33, X-54.
  @Test func anOverdueInstallmentHasThreeMessagesAndThenTheHostIsAskedToHandItOver() throws {
    let shop = try shop()
    for day in 22...30 { try shop.hour(at: "2026-11-\(day)T04:00:00Z") }
    for day in 1...5 {
      #expect(try shop.dun(at: "2026-12-0\(day)T11:00:00Z").isEmpty)
      try shop.hour(at: "2026-12-0\(day)T04:00:00Z")
    }
    #expect(
      try debts(shop).filter { $0.hasPrefix("installment-overdue") } == [
        "installment-overdue first 11-24 04:00", "installment-overdue second 11-28 04:00",
        "installment-overdue last 12-05 04:00",
      ])
    for day in 6...9 { try shop.hour(at: "2026-12-0\(day)T04:00:00Z") }
    for _ in 1...2 { #expect(try shop.dun(at: "2026-12-09T11:00:00Z") == ["instalment:7"]) }
    #expect(
      try shop.school.database.rows(
        "select job, counts->>'asked' from rekindle.job_execution_logs where job like 'process%' and counts->>'asked' <> '0'"
      ).first == ["process_overdue_installments", "1"])
    try shop.tell("lms.instalment.handed_over", at: "2026-12-09T12:00:00Z", ["instalment_id": 7, "user_id": 1])
    #expect(try shop.dun(at: "2026-12-10T11:00:00Z") == [])
  }

  /// Holds REQ-3-10, REQ-3-13, REQ-3-32, X-54, X-55.
  @Test func theHostIsAskedToTryAgainByAKeyOfEachAttemptAndTheLastFailureIsFinal() throws {
    let shop = try shop()
    try shop.due(5, at: Self.ordered, amount: "63.00", instalment: 7)
    func fail(at time: String, _ code: String = "insufficient_funds") throws {
      try shop.tell("lms.payment.failed", at: time, ["payment_id": 5, "user_id": 1, "failure_code": .string(code)])
    }
    try fail(at: "2026-11-21T08:00:00Z")
    for time in ["2026-11-21T10:00:00Z", "2026-11-21T10:00:00Z", "2026-11-22T10:00:00Z"] {
      #expect(try shop.dun(at: time) == ["payment:5:1"], "until something comes of it, the same attempt")
    }
    for (day, attempt) in [(22, 2), (23, 3)] {
      try fail(at: "2026-11-\(day)T12:00:00Z")
      #expect(try shop.dun(at: "2026-11-\(day + 1)T10:00:00Z") == ["payment:5:\(attempt)"])
    }
    try fail(at: "2026-11-24T12:00:00Z")
    #expect(try shop.dun(at: "2026-11-25T10:00:00Z") == [], "three attempts were asked for")
    for hour in ["12", "18"] { try shop.hour(at: "2026-11-25T\(hour):00:00Z") }
    let told = try debts(shop).filter { !$0.hasPrefix("installment") }
    #expect(told.last?.hasPrefix("payment-final-failure final") == true, "\(told)")
    #expect(told.filter { $0.contains("final") }.count == 1)
  }

  @Test func aCardThatIsReportedStolenIsNeverAskedToBeTriedAgain() throws {
    let shop = try shop()
    try shop.due(5, at: Self.ordered, amount: "63.00", instalment: 7)
    try shop.tell(
      "lms.payment.failed", at: "2026-11-21T08:00:00Z", ["payment_id": 5, "user_id": 1, "failure_code": "stolen_card"])
    #expect(try shop.dun(at: "2026-11-21T10:00:00Z") == [])
    #expect(try debts(shop).filter { !$0.hasPrefix("installment") } == ["payment-final-failure final 11-21 08:00"])
  }

  /// Holds X-11.
  @Test func whoWasRemindedOfThePaymentIsRemindedOfItsInstallmentTwoDaysLater() throws {
    let shop = try shop()
    try shop.school.database.run("delete from lms_data.instalments where instalment_id = 7")
    try shop.due(6, at: "2026-12-14T05:00:00Z", amount: "63.00")
    try shop.school.database.run(
      "update lms_data.payments set url = 'https://learn.example/pay/6' where payment_id = 6")
    try shop.school.detect(at: "2026-12-17T06:00:00Z")
    try shop.tick(at: "2026-12-17T06:00:00Z")
    #expect(try shop.sent().contains("payment-pending 6 email"))
    try shop.due(6, at: "2026-12-17T07:00:00Z", amount: "63.00", instalment: 8)
    for time in ["2026-12-18T04:00:00Z", "2026-12-19T05:00:00Z"] { try shop.hour(at: time) }
    #expect(try debts(shop) == [])
    try shop.tick(at: "2026-12-19T06:01:00Z")
    #expect(try debts(shop) == ["installment-reminder due-soon 12-19 06:01"])
  }
}
