import Domain
import FunctionContract
import JSON
import TestKit
import Testing

/// The figures of campaigns over the API (REQ-4-71).
@Suite(.database) struct AnalyticsTests {
  let desk: Desk

  init() throws {
    desk = try Desk()
    try desk.database.run(
      """
      insert into rekindle.campaign_analytics (day, campaign_id, version, step, channel, template, variant, enrolled, sent, presumed,
        delivered, opened, clicked, unsubscribed, completed, computed_at)
      values ('2026-11-19', 1, 1, '', 'all', '', '', 100, 0, 0, 0, 0, 0, 3, 20, '2026-11-20'),
             ('2026-11-19', 1, 1, 'emails', 'email', 'welcome-back', 'a', 0, 80, 2, 78, 39, 8, 0, 0, '2026-11-20'),
             ('2026-11-20', 1, 1, 'emails', 'email', 'welcome-back', 'b', 0, 20, 0, 20, 4, 1, 0, 0, '2026-11-21'),
             ('2026-11-20', 1, 1, 'texts', 'sms', 'sms', '', 0, 50, 0, 48, 0, 9, 0, 0, '2026-11-21'),
             ('2026-09-01', 1, 1, 'emails', 'email', 'welcome-back', 'a', 0, 999, 0, 999, 0, 0, 0, 0, '2026-09-02');
      insert into rekindle.segment_counts (campaign_id, day, version, named, enrolled, counted_at)
      values (1, '2026-11-19', 1, 120, 90, '2026-11-19'), (1, '2026-11-20', 1, 200, 150, '2026-11-20');
      update rekindle.campaign_goals set value = 30, cost_per_message = 0.5 where slug = 'course-completion'
      """)
  }

  private func rows(_ query: String) throws -> [JSON] {
    try desk.ask("GET", "/api/analytics\(query)").document.array ?? []
  }

  /// Holds REQ-4-72, REQ-4-73, REQ-4-74, REQ-4-75, REQ-4-76, REQ-4-77, REQ-4-78, REQ-4-79.
  @Test func aCampaignsRatesStandBesideTheirTargets() throws {
    let row = try #require(try rows("").first)
    let expected: [String: JSON] = [
      "campaign": "course-completion", "enrolled": 100, "sent": 150, "presumed_sent": 2, "delivered": 146,
      "eligible": 200,
      "enrolment_rate": 75.0, "delivery_rate": 97.33, "open_rate": 43.88, "click_rate": 12.33, "conversion_rate": 20.0,
      "conversion_target": 35.0, "unsubscribe_rate": 2.05, "unsubscribe_target": 2.0, "value": 600.0, "cost": 75.0,
      "roi": 8.0, "channel": .null,
    ]
    for (name, value) in expected {
      #expect(row[name]?.double == value.double && row[name]?.string == value.string, "\(name)")
    }
  }

  /// Holds REQ-4-80, REQ-4-81, REQ-4-82, REQ-4-83.
  @Test func figuresAreToldApartAsAsked() throws {
    let channels = try rows("?by=channel")
    #expect(channels.map { $0["channel"]?.string } == ["all", "email", "sms"])
    #expect(channels[1]["open_target"] == 30.0 && channels[1]["click_target"] == 8.0)
    #expect(
      channels[2]["open_rate"] == .null && channels[2]["click_target"] == 15.0, "nobody tells that an SMS was read")
    #expect(
      channels.allSatisfy { $0["unsubscribe_rate"] == .null && $0["roi"] == .null }, "noes and goals are of no channel")
    #expect(try rows("?by=day").map { $0["day"]?.string } == ["2026-11-20", "2026-11-19"])
    let variants = try rows("?by=variant,step&from=2026-11-20")
    #expect(
      variants.contains { $0["variant"] == "b" && $0["sent"] == 20 && $0["click_rate"] == .null }, "20 are too few")
    #expect(try rows("?by=campaign,version,step,channel,variant,day&from=2026-08-01").count == 6)
  }

  /// Holds X-116.
  @Test func aCostIsThatOfThePricesWhereMessagesHadThem() throws {
    try desk.database.run("update rekindle.campaign_analytics set cost = 2.5 where channel = 'sms'")
    let channels = try rows("?by=channel")
    #expect(channels.map { $0["cost"]?.double } == [0, 50, 2.5], "the others at what a message of the campaign costs")
    let all = try #require(try rows("").first)
    #expect(all["cost"] == 52.5 && all["roi"] == 11.43)
  }

  @Test func aDayHasTheEligibleOfThatDay() throws {
    let days = try rows("?by=day,campaign")
    #expect(days.map { $0["enrolment_rate"]?.double } == [75, 75] && days.map { $0["eligible"] } == [200, 120])
  }

  @Test func aTableComesAsCSV() throws {
    let answer = try desk.ask("GET", "/api/analytics.csv?by=channel")
    #expect(answer.headers["content-type"]?.hasPrefix("text/csv") == true)
    let lines = answer.text.split(whereSeparator: \.isNewline)
    #expect(lines.count == 4 && lines[0].hasPrefix("day,campaign,version,step,channel,variant,eligible"))
  }

  @Test(arguments: [
    ("by=weekday", "by"), ("by=day,day", "by"), ("from=2026-13-01", "from"), ("from=2026-11-22&to=2026-11-20", "from"),
    ("to=tomorrow", "to"), ("limit=0", "limit"), ("limit=10001", "limit"),
  ]) func aQuestionThatDoesNotFitIsToldWhichValueItIs(_ query: String, _ name: String) throws {
    let answer = try desk.ask("GET", "/api/analytics?\(query)")
    #expect(answer.status == 400 && answer.problem == "parameter \(name)")
  }
}
