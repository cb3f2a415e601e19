import Dispatch
import Domain
import FunctionContract
import JSON
import Store
import Synchronization
import TestKit
import Testing

/// Two webhook processes with the same events in opposite orders, and learners who opt out and in at the same time.
@Suite(.database) struct ContentionTests {
  static let learners = 12
  let database: TestDatabase
  let provider: SendGridPlayer

  /// Learners 11 to 22 with four messages each: three sent or in doubt, one scheduled.
  init() throws {
    database = try Ledger.database()
    provider = try SendGridPlayer()
    try database.run(
      """
      insert into rekindle.recipients (user_id, created_at) select u, '2026-11-01' from generate_series(11, 22) u;
      insert into rekindle.campaign_enrollments
        (id, user_id, subject_id, campaign_id, version, enrolled_at, anchor_at, steps, next_due_at)
      overriding system value
      select 100 + u, u, 1, 1, 1, '2026-11-01', '2026-11-01', '[]', '2026-12-01' from generate_series(11, 22) u;
      insert into rekindle.message_deliveries (id, user_id, enrollment_id, subject_id, campaign_id, version, step, occurrence,
        stage, attempt, channel, class, status, template, address_hash, slot_at, scheduled_at, not_before, expires_at,
        attention_at, unknown_at, sent_at)
      overriding system value
      select 1000 + (u - 11) * 4 + n, u, 100 + u, 1, 1, 1, 0, n + 1, 1, case n when 3 then 0 else 1 end, 'email', 'marketing',
        (array['sent', 'unknown', 'sent', 'scheduled'])[n + 1], 'welcome-back', 'hash', '2026-11-20', '2026-11-20', '2026-11-20',
        '2026-11-30', case when n in (1, 3) then timestamptz '2026-11-20' end,
        case n when 1 then timestamptz '2026-11-20' end, case when n in (0, 2) then timestamptz '2026-11-20' end
        from generate_series(11, 22) u, generate_series(0, 3) n
      """)
  }

  func delivery(_ learner: Int, _ number: Int) -> Int { 1000 + learner * 4 + number }

  /// Thirty batches that touch every learner; every third one carries noes.
  func batches() -> [[SendGridPlayer.Event]] {
    (0..<30).map { round in
      (0..<Self.learners).flatMap { learner -> [SendGridPlayer.Event] in
        let id = delivery((learner + round) % Self.learners, learner % 3)
        let kinds =
          round % 3 == 2 ? ["spamreport", "bounce", "unsubscribe"][learner % 3] : ["open", "delivered"][round % 2]
        return [
          .event(kinds, delivery: id, minutesAgo: 60 + round), .event("processed", delivery: id, minutesAgo: 120),
        ]
      }
    }
  }

  func lines(_ requests: [HTTPRequest]) -> [UInt8] {
    requests.flatMap { request in
      var request = request
      request.time = Ledger.now
      return request.json.bytes + [UInt8(ascii: "\n")]
    }
  }

  func visits() throws -> [HTTPRequest] {
    try (0..<60).map { index in
      let token = try Site.token(delivery(index % Self.learners, index % 3))
      let form = ["", "scope=all", "undo=topic", "undo=all", "save=1&email=on"][index % 5]
      return HTTPRequest(
        method: "POST", rawPath: index % 5 == 4 ? "/preferences/\(token)" : "/unsubscribe/all/\(token)",
        headers: ["content-type": "application/x-www-form-urlencoded", "accept": "application/json"],
        body: Array(form.utf8))
    }
  }

  func run(_ jobs: [(handler: String, role: String, input: [UInt8])]) throws -> [Spawn.Result] {
    let children = try jobs.map { job in
      let settings = Site.environment(
        database, role: job.role, ["REKINDLE_CLOCK": "event", "SENDGRID_WEBHOOK_PUBLIC_KEY": provider.publicKey])
      return try Spawn(built: job.handler, ["--stream"], environment: settings).start()
    }
    let results = Mutex([Int: Spawn.Result]())
    DispatchQueue.concurrentPerform(iterations: jobs.count) { index in
      let result = children[index].finish(stdin: jobs[index].input, timeout: 120)
      results.withLock { $0[index] = result }
    }
    return results.withLock { results in jobs.indices.compactMap { results[$0] } }
  }

  @Test func nobodyWaitsInACircleNothingIsLostAndEveryNoStands() throws {
    let forth = try batches().map(provider.request)
    let back = try batches().map { try provider.request($0.reversed()) }.reversed()
    let results = try run([
      ("delivery-webhook", "rekindle_webhook", lines(forth)),
      ("delivery-webhook", "rekindle_webhook", lines(Array(back))),
      ("unsubscribe", "rekindle_unsubscribe", lines(try visits())),
    ])
    for (result, count) in zip(results, [30, 30, 60]) {
      let answers = try result.output.split(separator: "\n").map { try JSON.parse($0.utf8) }
      #expect(answers.count == count)
      #expect(answers.allSatisfy { [200, 204].contains($0["statusCode"]?.integer) }, "\(result.log.suffix(2000))")
    }
    #expect(try database.count("select deadlocks from pg_stat_database where datname = current_database()") == 0)
    let facts = "select d.*, null as sent_at from rekindle.message_deliveries d where attempt > 0"
    let before = try database.rows("select md5(string_agg(f::text, ',' order by id)) from (\(facts)) f")
    _ = try run([("delivery-webhook", "rekindle_webhook", lines(forth))])
    #expect(try database.rows("select md5(string_agg(f::text, ',' order by id)) from (\(facts)) f") == before)
    #expect(
      try database.count("select count(*) from rekindle.message_deliveries where status = 'unknown' and user_id > 10")
        == 0)
    #expect(
      try database.count(
        """
        select count(*) from rekindle.message_deliveries d join rekindle.suppressions s using (user_id)
         where s.reason = 'complaint' and s.lifted_at is null and d.status = 'scheduled'
        """) == 0)
    #expect(
      try database.count(
        "select count(distinct user_id) from rekindle.suppressions where reason = 'complaint' and lifted_at is null")
        == Set(complainants).count)
  }

  private var complainants: [Int] {
    (0..<30).filter { $0 % 3 == 2 }.flatMap { round in
      (0..<Self.learners).filter { $0 % 3 == 0 }.map { ($0 + round) % Self.learners }
    }
  }
}
