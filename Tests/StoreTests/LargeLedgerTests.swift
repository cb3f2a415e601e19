import Domain
import JSON
import Store
import TestKit
import Testing

/// Every view and every report on 300,000 messages: none reads the ledger more than a few times over, and what is about one
/// learner reads that learner's rows.
@Suite(.database) struct LargeLedgerTests {
  private static let now = Instant(seconds: 1_790_000_000)

  /// About the whole ledger.
  private static let reports: [any Statement] = [
    CourseReminderOverview(now: now), CourseRemindersByStage(), DeliveryStatistics(now: now, days: 90),
    TopCourses(now: now, limit: 50),
    MetricSamples(now: now), CampaignFigures(now: now), CampaignMeasures(now: now), ReadGuardrails(now: now),
    ClearAnalytics(now: now, days: DaysBefore(90)), RollUpAnalytics(now: now, days: DaysBefore(90)),
    RollUpCourses(now: now, days: DaysBefore(90)), RollUpMonths(now: now, days: DaysBefore(90)), DaysToCount(now: now),
    FindPeople(words: "learner 777"),
    JobRuns(limit: 50), LeadCampaigns(), QueueByChannel(now: now), CampaignOutcomes(), DisagreeingOrders(limit: 500),
    Revenue(zone: "Europe/Berlin", days: ("2026-01-01", nil), by: .day, now: now),
    OwnerMetrics(zone: "Europe/Berlin", days: (nil, nil), now: now), PlannedLooks(now: now), WeeklySpending(now: now),
    OpenAnomalies(), WorklistFigures(now: now, days: 30),
    CampaignKPIs(days: ("2026-08-01", "2026-09-30"), by: [.day, .channel], limit: 300),
  ]

  /// About one learner, one campaign's definition or the last day of a job.
  private static let lookups: [any Statement] = [
    LearnerReminders(userID: 777), LearnerTimeline(userID: 777, now: now), JobSummary(now: now),
    CampaignVersions(now: now),
    LearnerEpisodes(userID: 777, campaignID: 1, now: now), EpisodeMessages(enrolmentIDs: [777, 30777]),
    LearnerBucket(userID: 777, salt: .rollout("campaign-1")), LearnerSuppressions(userID: 777),
    ReadEnrolments(ids: [777, 30777]),
    ReadMessageHistory(userIDs: [777], enrolmentIDs: [777, 30777], sharingIDs: [], now: now),
    FindPeople(words: "777"), ReadSharedAddresses(userIDs: [777]), RepliesToRead(limit: 50),
    ReadApprovals(versions: [CampaignVersionID(campaign: 1, version: 1)]),
    ReadWriters(userIDs: [777], channel: .whatsapp, now: now), EventsToRead(limit: 500), ReadBudgets(now: now),
    MeetingFigures(now: now, limit: 500), ListIncidents(now: now, limit: 500),
    ReadReservations(enrolmentIDs: [777, 30777]),
  ]

  @Test func noViewAndNoReportReadsThreeHundredThousandMessagesMoreThanAFewTimesOver() throws {
    let test = try TestDatabase.current()
    try LargeLedger.fill(test)
    let connection = try test.connect()
    try connection.runScript("set statement_timeout = '120s'", named: "patience")
    let views = try connection.texts(
      "select schemaname || '.' || viewname from pg_views where schemaname in ('rekindle', 'lms') order by 1")
    for view in views.compactMap(\.[0]) {
      let most = try largestStep(of: "select * from \(view)", [], connection)
      #expect(most <= 3 * LargeLedger.messages, "\(view)")
    }
    for report in Self.reports {
      let most = try largestStep(of: type(of: report).sql, report.binds, connection)
      #expect(most <= 3 * LargeLedger.messages, "\(type(of: report))")
    }
    for lookup in Self.lookups {
      let most = try largestStep(of: type(of: lookup).sql, lookup.binds, connection)
      #expect(most <= 2_000, "\(type(of: lookup))")
    }
    #expect(try connection.texts("select rule from rekindle.violations") == [])
  }

  @Test func everyStatementOfTheDashboardAndTheRollUpIsAsked() throws {
    let asked = Set((Self.reports + Self.lookups).map { "\(type(of: $0))" })
    // Asked about given pairs or versions, a page at a time, or about the zones alone; the trail is only added to.
    let elsewhere: Set = [
      "StartJobRun", "FinishJobRun", "ReadSubjects", "ReadLocalTimes", "ForgetLostZones", "ReadMessageUnits",
      "ReadMessagePrices", "RollUpEpisodes", "ReadJobChanges", "AppendAudit", "FindTimeZone", "JudgeOutcomes",
      "LearnHours", "RollUpMoney",
    ]
    for handler in ["dashboard-query", "rollup"] {
      let all = Set(try #require(Statements.of(handler)).map { "\($0)" })
      #expect(all.subtracting(asked).subtracting(elsewhere) == [], "\(handler)")
    }
  }

  /// Rows that the step of the plan that handles the most of them handles, in all its repetitions.
  private func largestStep(
    of sql: String, _ binds: [Bind], _ connection: borrowing Connection
  ) throws -> Int {
    let plan = try connection.texts("explain (analyze, timing off, format json) \(sql)", binds).first?.first ?? nil
    let root = try #require(try JSON.parse(Array((plan ?? "").utf8)).array?.first?["Plan"])
    return Self.rows(in: root)
  }

  private static func rows(in node: JSON) -> Int {
    let own = ["Actual Rows", "Rows Removed by Filter", "Rows Removed by Join Filter"].compactMap { node[$0]?.double }
    let handled = Int(own.reduce(0, +) * (node["Actual Loops"]?.double ?? 1))
    return (node["Plans"]?.array ?? []).map(rows).reduce(handled, max)
  }
}
