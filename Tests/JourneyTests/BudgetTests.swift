import Domain
import Foundation
import Store
import TestKit
import Testing

/// Money is a cap: budgets of a week, where many processes reserve at once and messages cost what they cost.
@Suite(.database, .timeLimit(.minutes(20)))
struct BudgetTests {
  /// Emails at ten cents each, and 90 euros a week.
  static let thrifty = CampaignVariant("thrifty", ["class: marketing\n": "class: marketing\nbudget: 90\n"])
  static let emails = "('email', 'message', '', 0.1), ('sms', 'segment', '', 0.05)"
  static let saturday = "2026-11-28T09:30:00Z"

  /// Four thousand learners, all due at once on a Saturday: eight pages, of which the budget pays for less than two.
  private func crowd() throws -> BudgetSchool {
    let money = try BudgetSchool(prices: Self.emails, campaigns: [Self.thrifty])
    try money.school.admit(1...4000, lastSeen: "2026-11-20T09:00:00Z")
    try money.school.detect(at: "2026-11-28T08:00:00Z")
    return money
  }

  private func reserved(_ money: BudgetSchool) throws -> Int {
    try money.database.count("select count(*) from rekindle.message_deliveries where status = 'scheduled'")
  }

  @Test func eightTicksSideBySideOverrunTheBudgetByNothing() throws {
    let money = try crowd()
    #expect(Crowd.run(8) { _ in try money.school.tick(at: Self.saturday) } == [])
    #expect(try reserved(money) == 900)
    #expect(try money.database.value("select trim_scale(sum(cost))::text from rekindle.message_deliveries") == "90")
    let waiting = """
      select count(*) from rekindle.campaign_enrollments
       where status = 'active' and defer_reason = 'budget' and next_due_at = '2026-11-30T00:00Z'
      """
    #expect(try money.database.count(waiting) == 3100, "nobody is lost, and nobody is asked again before Monday")

    try money.school.tick(at: "2026-11-29T12:00:00Z")
    #expect(try reserved(money) == 900)
    #expect(Crowd.run(8) { _ in try money.school.tick(at: "2026-11-30T08:30:00Z") } == [])
    #expect(try reserved(money) == 1800, "the next week has as much")
  }

  @Test func theSameTicksOverrunItWhereTheLockIsTakenAway() throws {
    let money = try crowd()
    try money.database.run(
      "create or replace function rekindle.lock_budgets(moment timestamptz) returns void language sql as 'select'")
    #expect(Crowd.run(8) { _ in try money.school.tick(at: Self.saturday) } == [])
    #expect(try reserved(money) > 900)
  }

  @Test func aBudgetForAllCampaignsBindsThemTogether() throws {
    let other = CampaignVariant("other", ["exclusive: course ": "exclusive: none "])
    let money = try BudgetSchool(prices: Self.emails, campaigns: [Self.thrifty, other])
    try money.database.run("update rekindle.deployment set weekly_budget = 1.55")
    try money.school.admit(1...20, lastSeen: "2026-11-20T09:00:00Z")
    try money.school.detect(at: "2026-11-28T08:00:00Z")
    #expect(Crowd.run(4) { _ in try money.school.tick(at: Self.saturday) } == [])
    #expect(try reserved(money) == 15)
    #expect(try money.spent(at: Self.saturday).first == "1.5")
  }

  @Test func aBudgetThatIsRaisedFreesThoseWhoWaitAtTheNextTick() throws {
    let money = try BudgetSchool(prices: Self.emails, campaigns: [Self.thrifty])
    try money.database.run("update rekindle.campaigns set weekly_budget = 0.3")
    try money.school.admit(1...10, lastSeen: "2026-11-20T09:00:00Z")
    try money.school.detect(at: "2026-11-28T08:00:00Z")
    for minute in 30...32 { try money.school.tick(at: "2026-11-28T09:\(minute):00Z") }
    #expect(try reserved(money) == 3)
    try money.database.run("update rekindle.campaigns set weekly_budget = 0.7")
    try money.school.tick(at: "2026-11-28T09:33:00Z")
    #expect(try reserved(money) == 7)
    try money.database.run("update rekindle.campaigns set weekly_budget = null")
    try money.school.tick(at: "2026-11-28T09:34:00Z")
    #expect(try reserved(money) == 10, "what the version says counts again")
  }

  @Test func whatThoseWhoWereWokenDoNotNeedWakesTheNext() throws {
    let money = try BudgetSchool(prices: Self.emails, campaigns: [Self.thrifty])
    try money.database.run("update rekindle.campaigns set weekly_budget = 0.3")
    try money.school.admit(1...10, lastSeen: "2026-11-20T09:00:00Z")
    try money.school.detect(at: "2026-11-28T08:00:00Z")
    try money.school.tick(at: "2026-11-28T09:30:00Z")
    try money.database.run(
      """
      update lms_data.user_course_progress set completion_percentage = 100, completed_at = '2026-11-28T09:31:00Z'
       where user_id in (select user_id from rekindle.campaign_enrollments where defer_reason = 'budget'
                          order by next_due_at, id limit 3);
      update rekindle.campaigns set weekly_budget = 0.7
      """)
    for minute in 33...36 { try money.school.tick(at: "2026-11-28T09:\(minute):00Z") }
    #expect(try reserved(money) == 7)
  }

  @Test func aBudgetThatIsTakenAwayFreesThoseWhoWaitAtTheNextTick() throws {
    let plain = CampaignVariant("plain", [:])
    let money = try BudgetSchool(prices: Self.emails, campaigns: [plain])
    try money.database.run("update rekindle.campaigns set weekly_budget = 0.3")
    try money.school.admit(1...10, lastSeen: "2026-11-20T09:00:00Z")
    try money.school.detect(at: "2026-11-28T08:00:00Z")
    for minute in 30...32 { try money.school.tick(at: "2026-11-28T09:\(minute):00Z") }
    #expect(try reserved(money) == 3)
    try money.database.run("update rekindle.campaigns set weekly_budget = null")
    try money.school.tick(at: "2026-11-28T09:33:00Z")
    #expect(try reserved(money) == 10)
  }

  @Test func explainSaysWhatIsSpentAndWhenTheNextWeekBegins() throws {
    let money = try BudgetSchool(prices: Self.emails, campaigns: [Self.thrifty])
    try money.database.run("update rekindle.campaigns set weekly_budget = 0.15")
    try money.school.admit(1...2, lastSeen: "2026-11-20T09:00:00Z")
    try money.school.detect(at: "2026-11-28T08:00:00Z")
    try money.school.tick(at: Self.saturday)
    let id = try #require(
      try money.database.value("select id::text from rekindle.campaign_enrollments where defer_reason = 'budget'")
        .flatMap { Int($0) })
    let now = try #require(Instant(rfc3339: "2026-11-28T15:00:00Z"))
    let connection = try money.database.connect(role: "rekindle_dashboard")
    var reader = PlanReader(now: now)
    let input = try #require(
      try reader.read([id], learners: [1, 2], sharing: SharedAddresses(of: [1, 2], connection), connection).first?.input
    )
    let finding = try #require(
      Explanation(Planner.plan(input, now: now), of: input).findings.first { $0.code == "budget" })
    #expect(finding.at == Instant(rfc3339: "2026-11-30T00:00:00Z"))
    #expect(
      finding.sentence.contains(
        "The week's budget of the campaign is used up: 0.10 of 0.15 EUR, and this message may cost 0.10; the next week "
          + "begins 2026-11-30T00:00:00Z."), "\(finding.sentence)")
  }
}
