import Effect
import Foundation
import JSON
import Store
import TestKit
import Testing

@testable import local_runner

/// A campaign over days that are past: what is known by hand of a small history, and that tomorrow changes nothing about yesterday.
@Suite(.timeLimit(.minutes(20))) struct BacktestTests {
  private let project: Project

  init() throws {
    project = try Project()
    try #require(try project.run(["database", "start"]).exitCode == 0)
  }

  private func insert(_ sql: String) throws {
    let url = try project.run(["database", "url"]).output.trimmingCharacters(in: .whitespacesAndNewlines)
    try Connection(url: url).runScript(sql, named: "history")
  }

  private func backtest(_ arguments: String...) throws -> JSON {
    let result = try project.run(["backtest", "course-completion", "--json"] + arguments)
    try #require(result.exitCode == 0, "\(result.log)")
    return try JSON.parse(result.output.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// Learner 1 goes quiet for good, 2 comes back on the sixth, 3 goes quiet on the fourth and completes on the tenth, 4 had completed
  /// before, and 5 is never quiet for three days.
  private func makeHistory() throws {
    try insert(
      """
      insert into lms_data.users (user_id, first_name, email, phone_number, timezone)
      select n, 'Learner', 'learner' || n || '@example.org', '+44770090000' || n, 'UTC' from generate_series(1, 5) n;
      insert into lms_data.courses (course_id, name, total_modules, url)
      values (1, 'Course', 4, 'https://learn.example.org/courses/1');
      insert into lms_data.course_enrolments (user_id, course_id, enrolled_at)
      select n, 1, '2024-12-20T12:00Z' from generate_series(1, 5) n;
      insert into lms_data.user_activities (user_id, course_id, activity_date, activity_type) values
        (1, 1, '2025-01-01T12:00Z', 'view'), (2, 1, '2025-01-01T12:00Z', 'view'), (2, 1, '2025-01-06T12:00Z', 'view'),
        (3, 1, '2025-01-02T12:00Z', 'view'), (3, 1, '2025-01-04T12:00Z', 'view'), (4, 1, '2025-01-01T12:00Z', 'view');
      insert into lms_data.user_activities (user_id, course_id, activity_date, activity_type)
      select 5, 1, d, 'view' from generate_series('2025-01-01T12:00Z'::timestamptz, '2025-02-20T12:00Z', '2 days') d;
      insert into lms_data.user_course_progress
        (user_id, course_id, completion_percentage, modules_completed, last_accessed_at, completed_at) values
        (3, 1, 100, 4, '2025-01-10T12:00Z', '2025-01-10T12:00Z'), (4, 1, 100, 4, '2025-01-02T12:00Z', '2025-01-02T12:00Z');
      """)
  }

  @Test func aKnownHistoryGivesTheFiguresComputedByHand() throws {
    try makeHistory()
    let prices = project.root + "/prices.yaml"
    try "currency: EUR\nprices:\n  - { channel: email, price: 0.01 }\n".write(
      toFile: prices, atomically: true, encoding: .utf8)
    try #require(try project.run(["prices", prices]).exitCode == 0)

    let week = try backtest("--from", "2025-01-02", "--to", "2025-01-12", "--window", "7")
    #expect(week["pairs"] == 3 && week["entries"] == 3 && week["learners"] == 3)
    let entered = week["days"]?.array?.filter { $0["entered"] != 0 }.map {
      "\($0["date"]?.string ?? "") \($0["entered"]?.integer ?? 0)"
    }
    #expect(entered == ["2025-01-04 2", "2025-01-07 1"])
    let alone = week["alone"]?.array ?? []
    #expect(alone.map { $0["days"]?.integer } == [1, 3, 7])
    #expect(alone.map { $0["entries"]?.integer } == [3, 3, 3])
    #expect(alone.map { $0["returned"]?.integer } == [0, 1, 1])
    #expect(alone.map { $0["goals"]?.integer } == [0, 0, 1])
    #expect(alone.map { $0["either"]?.integer } == [0, 1, 2])
    #expect(week["messages"] == [["channel": "email", "messages": 3, "learners": 3, "cost": "0.03 EUR"]])
    #expect(week["experiment"]?["closed"] == 3 && week["experiment"]?["goals"] == 1)

    let fortnight = try backtest("--from", "2025-01-02", "--to", "2025-01-12", "--window", "15")
    #expect(
      fortnight["messages"] == [
        ["channel": "email", "messages": 5, "learners": 3, "cost": "0.05 EUR"],
        ["channel": "sms", "messages": 1, "learners": 1, "cost": .null],
      ])
    let ledger = try project.run(["database", "url"]).output.trimmingCharacters(in: .whitespacesAndNewlines)
    let kept = try Connection(url: ledger).texts(
      "select (select count(*) from rekindle.campaigns) + (select count(*) from rekindle.campaign_enrollments)")
    #expect(kept == [["0"]], "the database itself knows nothing of it")
  }

  @Test func aRowOfTomorrowChangesNothingAboutYesterday() throws {
    try makeHistory()
    let days = ["--from", "2025-01-02", "--to", "2025-01-08", "--window", "1"]
    func told() throws -> JSON {
      var members = try backtest(days[0], days[1], days[2], days[3], days[4], days[5]).object ?? [:]
      members["seconds"] = nil
      return .object(members)
    }
    let before = try told()
    try insert(
      """
      insert into lms_data.user_activities (user_id, course_id, activity_date, activity_type)
      select n, 1, '2025-01-09T00:00:01Z', 'view' from generate_series(1, 4) n;
      insert into lms_data.user_course_progress
        (user_id, course_id, completion_percentage, modules_completed, last_accessed_at, completed_at)
      select n, 1, 100, 4, '2025-01-09T12:00Z', '2025-01-09T12:00Z' from unnest(array[1, 2, 5]) n;
      update lms_data.course_enrolments set unenrolled_at = '2025-01-10T12:00Z' where user_id in (1, 2);
      insert into lms_data.users (user_id, first_name, email, timezone) values (6, 'Learner', 'learner6@example.org', 'UTC');
      insert into lms_data.user_activities (user_id, course_id, activity_date, activity_type)
      values (6, 1, '2025-01-20T12:00Z', 'view');
      """)
    #expect(try told() == before)
    #expect(try backtest("--from", "2025-01-02", "--to", "2025-01-24", "--window", "1")["pairs"] != before["pairs"])
  }

  @Test func daysWithoutAnybodyAndCampaignsThatAreNoneAreToldSo() throws {
    let nobody = try project.run(["backtest", "course-completion", "--from", "2025-01-02", "--to", "2025-01-03"])
    #expect(nobody.exitCode == 78 && nobody.log.contains("names nobody from 2025-01-02 to 2025-01-03"))
    let none = try project.run(["backtest", "no-such-campaign"])
    #expect(none.exitCode == 65 && none.log.contains("there is no campaign no-such-campaign"))
  }
}

/// How long experiments take, and what can be rewound.
@Suite struct HoldoutPlanTests {
  @Test func aPlanIsTheSampleSizeOverTheInflowAndTheWindow() {
    let plan = HoldoutPlan(alone: Arm(count: 1000, goals: 200), inflow: 100, window: 28)
    // 62.2 weeks, and 4 of the window
    #expect(plan.cell(effect: 5, share: 10) == HoldoutPlan.Cell(needed: 6220, weeks: 67))
    #expect(HoldoutPlan(alone: plan.alone, inflow: 0, window: 28).cell(effect: 5, share: 10)?.weeks == nil)
    #expect(HoldoutPlan(alone: Arm(count: 100, goals: 95), inflow: 100, window: 28).cell(effect: 10, share: 10) == nil)
  }

  @Test(.database) func everyMomentOfThePlatformHasARuleOrIsAnnouncedAhead() throws {
    let connection = try TestDatabase.current().connect()
    let script = try String(contentsOfFile: Project.repository + "/infra/database/past/past.sql", encoding: .utf8)
    try connection.runScript(script, named: "past.sql")
    let left = try connection.texts(
      """
      select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'lms'::regnamespace and a.atttypid = 'timestamptz'::regtype and a.attnum > 0
         and not exists (select from past.relations r where r.relation = c.relname
                          and (a.attname = any (r.told) or position(a.attname in r.appears) > 0))
       order by 1
      """
    ).compactMap { $0.first ?? nil }
    let announced = [
      "certificates.expires_at", "classes.starts_at", "course_access.expires_at", "group_schedules.changed_at",
      "assignment_dates.due_at", "group_schedules.ends_at", "group_schedules.starts_at", "assignments.due_at",
      "lead_batches.offer_expires_at",
      "meeting_plans.planned_at", "meetings.ends_at", "meetings.starts_at", "payments.due_at", "recordings.expires_at",
      "sessions.ends_at", "sessions.starts_at", "trials.expires_at",
    ]
    #expect(Set(left) == Set(announced))
  }
}
