import Domain
import JSON
import Store
import TestKit
import Testing

/// Reports that read the roll-up and the newest days of the ledger say what a plain count of the whole ledger says.
@Suite(.database)
struct RollUpTests {
  private static let now = Instant(rfc3339: Ledger.now) ?? Instant(seconds: 0)

  @Test(arguments: ["UTC", "Asia/Kolkata"])
  func figuresAreThoseOfAPlainCountBeforeAndAfterEachRollUp(zone: String) throws {
    let database = try filled()
    try database.run("update rekindle.deployment set time_zone = '\(zone)'")
    try compare(database, "nothing was counted yet")
    try rollUp(database, at: "2026-11-12T01:00:00Z")
    try compareMessages(database, "what came after the roll-up is read from the ledger")
    try rollUp(database, at: "2026-11-21T01:00:00Z")
    try compare(database, "all days are counted")
    try news(of: 6, at: "2026-11-21T11:30:00Z", on: database)
    try rollUp(database, at: "2026-11-21T11:45:00Z")
    try compare(database, "what is told of the last seven days is seen within the hour")
    try news(of: 29, at: "2026-11-21T11:47:00Z", on: database)
    try rollUp(database, at: "2026-11-21T11:58:00Z", days: 30)
    try compare(database, "what is told of the last month is seen after the next night")
  }

  @Test func whatIsToldOfADayThatWasCountedWaitsForTheNextRun() throws {
    let database = try filled()
    try rollUp(database, at: "2026-11-21T01:00:00Z")
    let before = try clicked(database)
    try database.run(
      """
      update rekindle.message_deliveries set clicked_at = '\(Ledger.now)'
       where id = (select min(id) from rekindle.message_deliveries where sent_at between '2026-11-01' and '2026-11-02'
                      and status = 'sent' and clicked_at is null)
      """)
    #expect(try clicked(database) == before, "so the roll-up is read, and not the ledger")
    try rollUp(database, at: "2026-11-21T11:00:00Z", days: 30)
    #expect(try clicked(database) == before + 1)
  }

  @Test func aRollUpThatDidNotRunForAMonthCatchesUp() throws {
    let database = try filled()
    try rollUp(database, at: "2026-10-01T01:00:00Z")
    #expect(try database.value("select counted_until::text from rekindle.rollup") == "2026-10-01")
    try rollUp(database, at: "2026-11-21T01:00:00Z")
    #expect(try database.value("select counted_until::text from rekindle.rollup") == "2026-11-21")
    try compare(database, "no day is left out")
  }

  private func clicked(_ database: TestDatabase) throws -> Int {
    try database.connect().run(CampaignFigures(now: Self.now)).reduce(0) { $0 + $1.clicked }
  }

  /// Two campaigns, one about courses, with three thousand messages of eighty days.
  ///
  /// They have every status, some sent days after they were planned, and episodes that were opened, ended, paused and
  /// refused. Ids are in the order of time, so the small ledger's rows go.
  private func filled() throws -> TestDatabase {
    let database = try Ledger.database()
    try database.run(
      """
      set session_replication_role = replica;
      delete from rekindle.message_deliveries;
      delete from rekindle.campaign_enrollments;
      insert into rekindle.campaigns (slug, title, class, topic, subject_type, current_version, created_at)
      values ('session-no-show', 'Missed sessions', 'marketing', 'session', 'session', 1, '2026-01-01');
      insert into lms.user_course_progress (user_id, course_id, completion_percentage)
      select 100 + n, n % 7, n % 101 from generate_series(0, 299) n;
      insert into rekindle.recipients (user_id, created_at) select 100 + n, '2026-09-01' from generate_series(0, 299) n;
      insert into rekindle.campaign_enrollments (id, user_id, subject_id, campaign_id, version, status, enrolled_at, anchor_at,
        next_due_at, end_reason, ended_at) overriding system value
      select 1000 + n, 100 + n % 300, n % 7, 1 + n / 300, 1, s.status, t.at, t.at,
             case s.status when 'active' then '2026-11-25'::timestamptz end,
             case when s.status not in ('active', 'paused') then 'used_up' end,
             case when s.status not in ('active', 'paused') then least(t.at + make_interval(hours => n % 400), '2026-11-20T20:00Z') end
        from generate_series(0, 599) n
       cross join lateral (select timestamptz '2026-09-03' + make_interval(hours => n * 3) as at) t
       cross join lateral (
         select (array['active', 'paused', 'completed', 'unsubscribed', 'exhausted'])[1 + n * 7 % 11 % 5] as status) s;
      insert into rekindle.message_deliveries (user_id, enrollment_id, subject_id, campaign_id, version, step, occurrence, stage, channel,
        class, status, template, variant, reason, slot_at, scheduled_at, not_before, expires_at, attention_at, sent_at, delivered_at,
        opened_at, clicked_at, bounced_at, dropped_at, cost)
      select e.user_id, e.id, e.subject_id, e.campaign_id, 1, 0, k, 1, h.channel, 'marketing', h.status, 'value', h.variant,
             case when h.status in ('skipped', 'failed') then 'day_cap' end, t.at, t.at, t.at, t.at + interval '9 days',
             case when h.status in ('scheduled', 'unknown') then t.at end, s.at, case when h.n % 10 < 7 then s.at end,
             case when h.n % 10 < 3 then s.at end, case when h.n % 10 = 1 then s.at end,
             case when h.n % 23 = 0 then s.at end, case when h.n % 29 = 0 then s.at end, case when h.n % 3 = 0 then 0.01 end
        from rekindle.campaign_enrollments e cross join generate_series(1, 5) k
       cross join lateral (
         select (e.id * 31 + k * 17) % 997 as n, case when (e.id + k) % 4 = 0 then 'sms' else 'email' end as channel,
                (array['sent', 'sent', 'sent', 'presumed_sent', 'skipped', 'failed', 'sent', 'unknown', 'scheduled'])[1 + (e.id * k) % 9]
                  as status, case when e.id % 2 = 0 then 'a' else '' end as variant) h
       cross join lateral (select least(e.enrolled_at + make_interval(days => k * 2), timestamptz '\(Ledger.now)' - interval '2 hours') as at) t
       cross join lateral (
         select case when h.status in ('sent', 'presumed_sent')
                  then least(t.at + case when h.n % 13 = 0 then interval '5 days' else interval '3 minutes' end, '\(Ledger.now)') end as at) s
       where e.id >= 1000 order by t.at;
      """)
    return database
  }

  /// What providers and learners tell of messages that went out up to so many days ago, late as it is: reports, evidence of messages
  /// that were in doubt, and opt-outs.
  private func news(of days: Int, at time: String, on database: TestDatabase) throws {
    try database.run(
      """
      set session_replication_role = replica;
      update rekindle.message_deliveries set delivered_at = coalesce(delivered_at, '\(Ledger.now)'), clicked_at = '\(Ledger.now)'
       where sent_at > timestamptz '\(Ledger.now)' - make_interval(days => \(days)) and id % 3 = 0;
      update rekindle.message_deliveries set status = 'sent', reason = null
       where sent_at > timestamptz '\(Ledger.now)' - make_interval(days => \(days)) and status = 'presumed_sent' and id % 2 = 0;
      update rekindle.message_deliveries set status = 'skipped', reason = 'expired', attention_at = null
       where status = 'scheduled' and scheduled_at > timestamptz '\(Ledger.now)' - make_interval(days => \(days)) and id % 2 = 0;
      update rekindle.campaign_enrollments
         set status = 'unsubscribed', end_reason = 'opted_out', ended_at = '\(time)', next_due_at = null
       where status in ('active', 'paused') and id % 40 < \(days)
      """)
  }

  private func rollUp(_ database: TestDatabase, at time: String, days: Int? = nil) throws {
    let event: JSON = [
      "specversion": "1.0", "id": "t1", "source": "/timers", "type": "timer.rollup", "time": .string(time),
      "data": .object(days.map { ["days": .integer($0)] } ?? [:]),
    ]
    let environment = ["DATABASE_URL": database.url(role: "rekindle_rollup"), "REKINDLE_CLOCK": "event"]
    let result = try Spawn(built: "rollup", environment: environment).run(event.text)
    #expect(result.exitCode == 0, "\(result.output)\(result.log)")
  }

  /// As a text is read in which a whole number has no fraction.
  private func number(_ value: Double) -> JSON { Int(exactly: value).map(JSON.integer) ?? .number(value) }

  private func plain(_ sql: String, _ database: TestDatabase) throws -> [JSON] {
    try database.rows(sql).compactMap { $0[0].flatMap { try? JSON.parse(Array($0.utf8)) } }
  }

  private func row(_ cells: [JSON?]) -> JSON { .array(cells.map { $0 ?? .null }) }

  private func compareMessages(_ database: TestDatabase, _ when: Comment) throws {
    let connection = try database.connect(role: "rekindle_dashboard")
    let messages = try connection.run(DeliveryStatistics(now: Self.now, days: 90)).map { day in
      row([
        .string(day.day), .string(day.channel.rawValue), .integer(day.sent), .integer(day.presumed),
        .integer(day.delivered), day.opened.map(JSON.integer), .integer(day.clicked), .integer(day.failed),
      ])
    }
    #expect(try messages == plain(PlainCount.messages, database) && messages.count > 100, when)
  }

  private func compare(_ database: TestDatabase, _ when: Comment) throws {
    try compareMessages(database, when)
    let connection = try database.connect(role: "rekindle_dashboard")
    let campaigns = try connection.run(CampaignFigures(now: Self.now)).map { one in
      row([
        .string(one.slug), .integer(one.enrolled), .integer(one.active), .integer(one.completed),
        .integer(one.unsubscribed), .integer(one.sent.values.reduce(0, +)), .integer(one.presumed),
        .integer(one.delivered), .integer(one.opened), .integer(one.clicked), .integer(one.failed),
        .integer(one.skipped), one.cost.map(number),
      ])
    }
    #expect(try campaigns == plain(PlainCount.campaigns, database), when)
    let overview = try connection.run(CourseReminderOverview(now: Self.now)).map { one in
      row([
        .integer(one.active), .integer(one.completed), .integer(one.unsubscribed), number(one.averageCompletion),
        .integer(one.sent[.email] ?? 0), .integer(one.sent[.sms] ?? 0), .integer(one.presumed),
      ])
    }
    #expect(try overview == plain(PlainCount.overview, database), when)
    let courses = try connection.run(TopCourses(now: Self.now, limit: 50)).map { one in
      row([
        .integer(one.courseID), .integer(one.active), number(one.averageCompletion), .integer(one.sent[.email] ?? 0),
        .integer(one.sent[.sms] ?? 0), .integer(one.presumed),
      ])
    }
    #expect(try courses == plain(PlainCount.courses, database), when)
    let stages = try connection.run(CourseRemindersByStage()).map { one in
      row([
        .integer(one.stage), .integer(one.count), number(one.averageCompletion), .integer(one.sent[.email] ?? 0),
        .integer(one.sent[.sms] ?? 0), .integer(one.presumed),
      ])
    }
    #expect(try stages == plain(PlainCount.stages, database) && stages.count > 1, when)
    let planned = try connection.run(PlannedLooks(now: Self.now)).map { one in
      row([.string(one.day), .string(one.campaign), .integer(one.learners)])
    }
    #expect(try planned == plain(PlainCount.planned, database) && !planned.isEmpty, when)
    let enrolments = try connection.run(MetricSamples(now: Self.now)).filter { $0.family == "enrollments" }.map { one in
      row(one.labelValues.map(JSON.string) + [.integer(Int(one.value))])
    }
    #expect(try enrolments == plain(PlainCount.enrolments, database), when)
  }
}
