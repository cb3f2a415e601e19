import Domain
import Foundation
import Store
import TestKit
import Testing

/// What messages cost by where they go, what they give back, and when a week begins.
@Suite(.database, .timeLimit(.minutes(20)))
struct MessageCostTests {
  static let texts = "('sms', 'segment', '44', 0.04), ('sms', 'segment', '1', 0.01)"
  static let numbers = ["+447911123456", "+12025550123", "+33612345678"]

  private func anomalies(_ money: BudgetSchool) throws -> [String] {
    try money.database.rows("select detail from rekindle.anomalies where kind = 'missing_price'").compactMap(\.[0])
  }

  /// Holds X-116.
  @Test func aMessageIsReservedAtItsMostAndSettledAtWhatItWasByTheCountryItGoesTo() throws {
    let money = try BudgetSchool(prices: Self.texts)
    try money.publishTexts(budget: "0.40")
    try money.admit(Self.numbers)
    try money.school.detect(at: "2026-11-24T08:00:00Z")
    try money.school.tick(at: "2026-11-24T09:30:00Z")
    #expect(try money.costs() == ["1 scheduled 0.16", "2 scheduled 0.04", "3 scheduled 0.16"])
    #expect(try money.spent(at: "2026-11-24T09:30:00Z") == ["0.36", "0.36"])
    #expect(try anomalies(money) == ["sms segment +33"], "what has no price counts as the dearest, and is told")
    try money.sendTexts(at: "2026-11-24T09:31:00Z")
    #expect(try money.costs() == ["1 sent 0.04", "2 sent 0.01", "3 sent 0.04"])
    #expect(try money.spent(at: "2026-11-24T09:32:00Z") == ["0.09", "0.09"])
    try money.school.tick(at: "2026-11-24T09:33:00Z")
    #expect(try money.spent(at: "2026-11-24T09:34:00Z") == ["0.09", "0.09"])
    #expect(try anomalies(money).count == 1)
  }

  @Test func whatWasNotSentGivesItsMoneyBackToWhoWaits() throws {
    let money = try BudgetSchool(prices: Self.texts)
    try money.publishTexts(budget: "0.20")
    try money.admit(Self.numbers)
    try money.school.detect(at: "2026-11-24T08:00:00Z")
    try money.school.tick(at: "2026-11-24T09:30:00Z")
    #expect(try money.costs() == ["1 scheduled 0.16", "2 scheduled 0.04"])
    let first = try #require(
      try money.database.value("select id::text from rekindle.message_deliveries where user_id = 1").flatMap { Int($0) }
    )
    try money.school.run(
      "unsubscribe", role: "rekindle_unsubscribe", money.school.optOut(of: first, at: "2026-11-24T09:31:00Z"))
    try money.school.tick(at: "2026-11-24T09:32:00Z")
    #expect(try money.costs() == ["1 skipped 0", "2 scheduled 0.04", "3 scheduled 0.16"])
    #expect(try money.spent(at: "2026-11-24T09:32:00Z") == ["0.2", "0.2"])
  }

  @Test func theNewestPriceOfTheLongestPrefixCounts() throws {
    let prices = Self.texts + ", ('sms', 'segment', '4479', 0.02), ('sms', 'segment', '', 0.03)"
    let money = try BudgetSchool(prices: prices)
    try money.database.run(
      """
      insert into rekindle.prices (channel, unit, prefix, price, valid_from)
      values ('sms', 'segment', '4479', 0.05, '2026-11-24'), ('sms', 'segment', '4479', 9, '2026-11-25')
      """)
    try money.publishTexts(budget: "50")
    try money.admit(Self.numbers)
    try money.school.detect(at: "2026-11-24T08:00:00Z")
    try money.school.tick(at: "2026-11-24T09:30:00Z")
    #expect(try money.costs() == ["1 scheduled 0.2", "2 scheduled 0.04", "3 scheduled 0.12"])
    #expect(try anomalies(money) == [])
  }

  @Test func theWeekBeginsAtMidnightOfTheDeploymentsMondayAlsoWhereTheClocksChange() throws {
    let money = try BudgetSchool(prices: Self.texts)
    try money.database.run("update rekindle.deployment set time_zone = 'Europe/Berlin'")
    for (moment, end) in [
      ("2026-10-24T10:00:00Z", "2026-10-25 23:00:00+00"), ("2026-10-25T22:59:59Z", "2026-10-25 23:00:00+00"),
      ("2026-10-25T23:00:00Z", "2026-11-01 23:00:00+00"), ("2026-03-28T10:00:00Z", "2026-03-29 22:00:00+00"),
    ] {
      let found = try money.database.value(
        "select ends_at::text from rekindle.budgets($1) where campaign_id = 0", .text(moment))
      #expect(found == end)
    }
    try money.publishTexts(budget: "0.16")
    try money.admit(["+447911123456", "+447911123457"])
    try money.school.detect(at: "2026-10-24T08:00:00Z")
    try money.school.tick(at: "2026-10-24T09:30:00Z")
    let due = "select next_due_at::text from rekindle.campaign_enrollments where defer_reason = 'budget'"
    #expect(try money.database.value(due) == "2026-10-25 23:00:00+00")
    try money.school.tick(at: "2026-10-25T22:59:00Z")
    #expect(try money.costs() == ["1 scheduled 0.16"])
    try money.school.tick(at: "2026-10-25T23:00:00Z")
    #expect(try money.costs() == ["1 scheduled 0.16", "2 scheduled 0.16"])
  }

  @Test func whatWasAskedForIsCountedAndNeverHeld() throws {
    let money = try BudgetSchool(prices: Self.texts)
    try money.database.run("update rekindle.deployment set weekly_budget = 0.01")
    try money.school.publish(
      URL(filePath: BudgetSchool.texts.replacing("campaign.yaml", "class: marketing", "class: transactional").write()))
    try money.admit(Self.numbers)
    try money.school.detect(at: "2026-11-24T08:00:00Z")
    try money.school.tick(at: "2026-11-24T09:30:00Z")
    #expect(try money.costs().count == 3)
    #expect(try money.spent(at: "2026-11-24T09:30:00Z") == ["0.36"])
  }

  @Test func withoutPricesNothingIsCounted() throws {
    let money = try BudgetSchool(prices: Self.texts)
    try money.database.run("delete from rekindle.prices")
    try money.school.publish(URL(filePath: BudgetSchool.texts.write()))
    try money.admit(Self.numbers)
    try money.school.detect(at: "2026-11-24T08:00:00Z")
    try money.school.tick(at: "2026-11-24T09:30:00Z")
    try money.sendTexts(at: "2026-11-24T09:31:00Z")
    #expect(
      try money.database.count(
        "select count(*) from rekindle.message_deliveries where status = 'sent' and cost is null and units = 1") == 3)
    #expect(try money.database.count("select count(*) from rekindle.spending_changes") == 0)
  }
}
