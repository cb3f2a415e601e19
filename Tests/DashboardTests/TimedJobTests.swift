import Domain
import JSON
import TestKit
import Testing

@Suite(.database)
struct TimedJobTests {
  private func run(
    _ job: String, _ database: TestDatabase, at time: String = Ledger.now, data: JSON = [:]
  ) throws -> (exitCode: Int32, reply: JSON) {
    let event: JSON = [
      "specversion": "1.0", "id": "t1", "source": "/timers", "type": .string("timer.\(job)"), "time": .string(time),
      "data": data,
    ]
    let environment = ["DATABASE_URL": database.url(role: "rekindle_\(job)"), "REKINDLE_CLOCK": "event"]
    let result = try Spawn(built: job, environment: environment).run(event.text)
    return (result.exitCode, (try? JSON.parse(result.stdout)) ?? .null)
  }

  private func analytics(_ database: TestDatabase) throws -> [String] {
    try database.rows(
      """
      select concat_ws(' ', day, channel, sum(enrolled), sum(sent), sum(presumed), sum(delivered), sum(opened), sum(clicked), sum(bounced),
                       sum(failed), sum(skipped), sum(unsubscribed), sum(completed))
        from rekindle.campaign_analytics group by day, channel order by day, channel
      """
    ).compactMap { $0[0] }
  }

  /// Holds X-99.
  @Test
  func theRollUpHoldsAllFullDaysRunningItAgainChangesNothing() throws {
    let database = try Ledger.database()
    let expected = [
      "2026-11-06 all 4 0 0 0 0 0 0 0 0 0 0", "2026-11-13 email 0 0 0 0 0 0 0 0 1 0 0",
      "2026-11-15 email 0 0 1 0 0 0 0 0 0 0 0", "2026-11-20 all 0 0 0 0 0 0 0 0 0 1 1",
      "2026-11-20 email 0 3 0 2 2 1 1 1 0 0 0", "2026-11-20 sms 0 1 0 1 0 1 0 0 0 0 0",
    ]
    for _ in 1...2 {
      #expect(
        try run("rollup", database, data: ["days": 30]).reply["result"] == [
          "days": 30, "episodes": 4, "hours_known": 0, "judged": 0, "money": 0, "rows": 6,
        ])
      #expect(try analytics(database) == expected)
    }
    #expect(try run("rollup", database, data: ["days": 7]).reply["result"]?["rows"] == 4)
    #expect(try analytics(database) == expected)
  }

  @Test
  func aRowOfTheRollUpIsAboutOneTextOfOneStepOfOneVersion() throws {
    let database = try Ledger.database()
    try database.run(
      """
      update rekindle.message_deliveries set template = 'value' where id = 4;
      update rekindle.message_deliveries set variant = 'b' where id = 2
      """)
    #expect(try run("rollup", database).reply["result"]?["rows"] == 8)
    let rows = try database.rows(
      """
      select concat_ws(' ', version, step, channel, template, variant, sent, enrolled + unsubscribed + completed)
        from rekindle.campaign_analytics where day = '2026-11-20' order by step, channel, template, variant
      """
    ).compactMap { $0[0] }
    #expect(
      rows == [
        "1  all   0 2", "1 email email value  1 0", "1 email email welcome-back  1 0",
        "1 email email welcome-back b 1 0",
        "1 sms sms welcome-back  1 0",
      ])
  }

  @Test
  func aLateOpenReachesItsDayAndADayThatLostItsMessagesLosesItsRow() throws {
    let database = try Ledger.database()
    _ = try run("rollup", database)
    try database.run(
      "update rekindle.message_deliveries set status = 'sent', opened_at = '2026-11-21' where id = 1")
    try database.run("delete from rekindle.message_deliveries where channel = 'sms'")
    _ = try run("rollup", database)
    #expect(try analytics(database).contains("2026-11-15 email 0 1 0 1 1 0 0 0 0 0 0"))
    #expect(try analytics(database).allSatisfy { !$0.contains("sms") })
  }

  @Test
  func daysAreTheDeploymentsAMessageAt2000UTCBelongsToTheNextDayInKolkata() throws {
    let database = try Ledger.database()
    try database.run("update rekindle.deployment set time_zone = 'Asia/Kolkata'")
    try database.run(
      "update rekindle.message_deliveries set sent_at = '2026-11-14T20:00:00Z', scheduled_at = '2026-11-14T20:00:00Z' where id = 1"
    )
    _ = try run("rollup", database)
    #expect(try analytics(database).contains("2026-11-15 email 0 0 1 0 0 0 0 0 0 0 0"))
  }

  /// Seconds around the midnights of a day of 25 and of a day of 23 hours.
  @Test(arguments: [
    (
      "2026-10-27T08:00:00Z", "2026-10-24T21:59:59Z 2026-10-24T22:00:00Z 2026-10-25T22:59:59Z 2026-10-25T23:00:00Z",
      ["2026-10-24 1", "2026-10-25 2", "2026-10-26 1"]
    ),
    (
      "2026-03-31T08:00:00Z", "2026-03-28T22:59:59Z 2026-03-28T23:00:00Z 2026-03-29T21:59:59Z 2026-03-29T22:00:00Z",
      ["2026-03-28 1", "2026-03-29 2", "2026-03-30 1"]
    ),
  ])
  func aDayIsTheDeploymentsAlsoWhereTheClocksChange(now: String, times: String, expected: [String]) throws {
    let database = try Ledger.database()
    try database.run("update rekindle.deployment set time_zone = 'Europe/Berlin'")
    try database.run(
      """
      update rekindle.message_deliveries d set status = 'sent', reason = null, unknown_at = null, attention_at = null,
             lease_token = null, sent_at = m.at, scheduled_at = m.at
        from unnest(string_to_array('\(times)', ' ')::timestamptz[]) with ordinality m(at, n) where d.id = m.n;
      delete from rekindle.message_deliveries where id > 4
      """)
    _ = try run("rollup", database, at: now)
    let found = try database.rows(
      "select concat_ws(' ', day, sum(sent)) from rekindle.campaign_analytics group by day having sum(sent) > 0 order by day"
    )
    #expect(found.compactMap { $0[0] } == expected)
  }

  @Test(arguments: ["rollup", "cleanup"])
  func everyRunIsLoggedAlsoAFailedOne(job: String) throws {
    let database = try Ledger.database()
    #expect(try run(job, database).exitCode == 0)
    try database.run("alter table rekindle.campaign_enrollments rename to gone")
    #expect(try run(job, database).exitCode == 70)
    #expect(
      try database.rows("select status, error_type from rekindle.job_execution_logs order by id") == [
        ["succeeded", nil], ["failed", "Store.Statement"],
      ])
  }

  private static let nonsense: [(String, JSON)] = [
    ("rollup", ["days": 0]), ("rollup", ["days": "7"]), ("cleanup", ["episode_days": 0]),
    ("cleanup", ["epsode_days": 9]),
  ]

  @Test(arguments: nonsense)
  func valuesThatMakeNoSenseAreRefusedWithWhatToChange(job: String, data: JSON) throws {
    let (exitCode, reply) = try run(job, try TestDatabase.current(), data: data)
    #expect(exitCode == 65)
    #expect(reply["errorMessage"]?.string?.contains("data.") == true)
  }

  /// Holds X-100.
  @Test
  func cleanupDeletesWhatIsOldAndOverAndNeverASuppression() throws {
    let database = try Ledger.database()
    try database.run(
      """
      insert into rekindle.suppressions (user_id, scope, reason, source, opt_outs, created_at)
        values (3, 'all', 'opt_out', 'email_link', 1, '2020-01-01');
      insert into rekindle.delivery_events values (4, 'hard_bounce', '2026-11-20', '', false, 'sendgrid', '2026-11-20');
      insert into rekindle.job_execution_logs (job, status, invocation, started_at, finished_at)
        values ('detect', 'succeeded', 'a', '2026-01-01', '2026-01-01');
      """)
    // What the messages of the two episodes leave behind goes with them.
    try database.run(
      """
      insert into rekindle.delivery_attempts (delivery_id, attempt, lease_token, opt_outs, claimed_at)
        select d.id, 9, 9, 0, '2026-11-20' from rekindle.message_deliveries d;
      insert into rekindle.tracked_links (code, delivery_id, link_index, target, created_at)
        select 'traces' || lpad(d.id::text, 4, '0'), d.id, 9, 'https://learn.example/', '2026-11-20' from rekindle.message_deliveries d
      """)
    func orphans(_ table: String) throws -> Int {
      try database.count(
        "select count(*) from rekindle.\(table) t where not exists (select from rekindle.message_deliveries d where d.id = t.delivery_id)"
      )
    }
    func episodes() throws -> [String?] {
      try database.rows("select id from rekindle.campaign_enrollments order by id").map { $0[0] }
    }

    let soon = try run("cleanup", database).reply["result"]
    #expect(soon?["episodes"] == 0 && soon?["runs"] == 1)
    let month = try run("cleanup", database, at: "2027-03-01T00:00:00Z").reply["result"]
    #expect(month?["episodes"] == 0, "the opt-out links of sent messages still work")
    #expect(
      try run("cleanup", database, at: "2027-03-01T00:00:00Z", data: ["link_days": 90]).reply["result"]?["episodes"]
        == 2)
    #expect(try episodes() == ["1", "3"], "active episodes stay whatever their age")
    #expect(try database.count("select count(*) from rekindle.message_deliveries where id in (4, 7)") == 0)
    #expect(try orphans("delivery_attempts") == 0 && orphans("tracked_links") == 0)
    #expect(try database.count("select count(*) from rekindle.delivery_events") == 0)
    #expect(try database.count("select count(*) from rekindle.suppressions") == 1)
  }

  @Test
  func aLearnerWhoMayNeverComeInAgainStaysKnown() throws {
    let database = try Ledger.database()
    try database.run(
      """
      alter table rekindle.campaign_versions disable trigger all;
      update rekindle.campaign_versions set definition = definition #- '{enter,reentry_after}'
      """)
    #expect(try run("cleanup", database, at: "2030-01-01T00:00:00Z").reply["result"]?["episodes"] == 0)
  }
}
