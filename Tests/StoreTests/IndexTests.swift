import Domain
import Store
import TestKit
import Testing

/// The statements that run for every page, batch or click read by index, however large the ledger is.
@Suite(.database) struct IndexTests {
  private let now = Instant(seconds: 1_790_000_000)

  /// Holds REQ-1-14, REQ-1-15, REQ-1-16, REQ-1-17, REQ-1-18, REQ-4-13.
  @Test func noHotStatementReadsALargeTableWhole() throws {
    let test = try TestDatabase.current()
    try fill(test)
    for (statement, binds) in hotStatements {
      let name = "\(statement)"
      do {
        let whole = try tablesReadWhole(by: statement.sql, binds, test.connect())
        #expect(whole == [], "\(name)")
      } catch {
        Issue.record("\(name): \(error)")
      }
    }
  }

  private var hotStatements: [(any Statement.Type, [Bind])] {
    var merge = MergeEvents(provider: "sendgrid", now: now)
    merge.deliveryIDs = [5, 10, 15]
    merge.kinds = ["delivered", "hard_bounce", "complaint"]
    merge.times = [now, now, now]
    merge.details = ["", "550", ""]
    merge.suspects = [false, false, false]
    merge.messageIDs = [nil, nil, nil]
    let ids = Array(100...150)
    let statements: [any Statement] = [
      LockDueEnrolments(now: now, limit: 100, except: []), LockTheseEnrolments(now: now, ids: ids),
      LockRecipients(userIDs: ids), ReadEnrolments(ids: ids),
      ReadMessageHistory(userIDs: ids, enrolmentIDs: ids, sharingIDs: [], now: now),
      ReadReservations(enrolmentIDs: ids),
      WithdrawDeliveries(ids.map { (enrolmentID: $0, withdrawal: Withdrawal(step: 0, occurrence: 1)) }),
      ReapDeliveries(now: now, limit: 100),
      ReadDueDeliveries(ids: ids, channel: .email, now: now), ReadContacts(ids: ids),
      ReadSharedAddresses(userIDs: ids),
      SkipDeliveries(skips: [(id: 100, reason: .expired, detail: nil)], now: now),
      RecordOutcomes(now: now, entries: []), merge,
      OptOutSubject(deliveryID: 5, now: now), CompleteGoals(now: now, learners: [777]),
      OptOut(deliveryID: 5, scope: "all", channel: "all", source: "email_link", now: now),
      DeliverySuppressions(deliveryID: 5), OptIn(deliveryID: 5, scope: "all", channel: "all", now: now),
      reply("stop"), reply("start"), LearnerSuppressions(userID: 777),
      FollowTrackedLink(code: "code0000777", isMachine: false, now: now),
      RecordOpen(code: "code0000777", isMachine: false, now: now),
      StartJobRun(job: "detect", invocation: "1", now: now),
      ListNotices(isUnread: true, before: nil, type: "", limit: 20), CountUnreadNotices(),
    ]
    return statements.map { (type(of: $0), $0.binds) }
  }

  private func reply(_ intent: String) -> TakeReply {
    TakeReply(
      provider: "twilio", id: "SM1", channel: .sms, number: "+919000000777", intent: intent, text: "", at: now, now: now
    )
  }

  /// Large tables of which the statement, or a function that it calls, read every row.
  private func tablesReadWhole(
    by sql: String, _ binds: [Bind], _ connection: borrowing Connection
  ) throws(StoreError) -> [String] {
    try connection.runScript("begin", named: "begin")
    defer { try? connection.runScript("rollback", named: "rollback") }
    _ = try connection.texts(sql, binds)
    return try connection.texts(
      """
      select s.relname from pg_stat_xact_user_tables s join pg_class c on c.oid = s.relid
       where s.seq_scan > 0 and c.reltuples > 1000 order by s.relname
      """
    ).compactMap(\.[0])
  }

  private func fill(_ test: TestDatabase) throws {
    try test.run(
      """
      set session_replication_role = replica;
      insert into lms.users (user_id, first_name, email, phone_number, timezone)
        select n, 'Asha', 'learner' || n || '@example.org', '+91' || (9000000000 + n), 'Asia/Kolkata' from generate_series(1, 20000) n;
      insert into rekindle.recipients (user_id, created_at)
        select n, timestamptz '2026-01-01' from generate_series(1, 20000) n;
      insert into rekindle.sender_channels values (current_user, 'email');
      insert into rekindle.campaigns (slug, title, class, topic, subject_type, current_version, created_at)
        values ('course-completion', 'x', 'marketing', 'course', 'course', 1, timestamptz '2026-01-01');
      insert into rekindle.campaign_enrollments
        (user_id, subject_id, campaign_id, version, enrolled_at, anchor_at, steps, next_due_at)
        select n, n % 50, 1, 1, timestamptz '2026-01-01', timestamptz '2026-01-01', '[]',
               to_timestamp(1790000000) + make_interval(mins => n - 100) from generate_series(1, 20000) n;
      insert into rekindle.message_deliveries
        (user_id, enrollment_id, subject_id, campaign_id, version, step, occurrence, stage, attempt, channel, class, status,
         template, slot_at, scheduled_at, not_before, expires_at, attention_at, sent_at)
        select n, n, n % 50, 1, 1, 0, k, 1, 1, case when k = 3 then 'sms' else 'email' end, 'marketing',
               case when n % 100 = 0 and k = 3 then 'scheduled' else 'sent' end, 'value', t, t, t, t + interval '48 hours',
               case when n % 100 = 0 and k = 3 then to_timestamp(1790000000) + make_interval(mins => n - 200) end,
               case when n % 100 = 0 and k = 3 then null else t end
          from generate_series(1, 20000) n, generate_series(1, 3) k,
               lateral (select to_timestamp(1790000000) - make_interval(days => 7 * (4 - k)) as t) at;
      insert into rekindle.tracked_links (code, delivery_id, link_index, target, created_at)
        select 'code' || lpad(n::text, 7, '0'), n, 0, 'https://learn.example.org/', timestamptz '2026-01-01'
          from generate_series(1, 20000) n;
      insert into rekindle.suppressions (user_id, scope, reason, source, opt_outs, created_at)
        select n, 'all', 'opt_out', 'email_link', 1, timestamptz '2026-01-01' from generate_series(15000, 20000) n;
      insert into rekindle.suppressions (user_id, channel, scope, address_hash, reason, source, opt_outs, created_at)
        select n, 'email', 'all', sha256(n::text::bytea), 'bounce', 'provider', 1, timestamptz '2026-01-01'
          from generate_series(15000, 20000) n;
      insert into rekindle.job_execution_logs (job, status, invocation, started_at, finished_at)
        select 'detect', 'succeeded', n::text, to_timestamp(1790000000) - make_interval(mins => n), to_timestamp(1790000000)
          from generate_series(1, 20000) n;
      set session_replication_role = origin;
      analyze
      """)
  }
}
