import Domain
import Store
import TestKit
import Testing

/// A session keeps its plans while the ledger grows, and statistics come later still: what it does for fifty messages
/// must not read the rest.
@Suite(.database) struct GrowingLedgerTests {
  private static let chunk = 50
  private let now = Instant(seconds: 1_790_000_000)

  @Test func aPlanMadeOnASmallLedgerStaysRightOnALargeOne() throws {
    let test = try TestDatabase.current()
    let connection = try Connection(
      ConnectionSettings(url: test.url(), applicationName: "test", reachesByKey: true))
    try test.run("alter table rekindle.message_deliveries set (autovacuum_enabled = false)")
    try test.run("alter table rekindle.delivery_attempts set (autovacuum_enabled = false)")
    try fill(test, 1...Self.chunk)
    #expect(try settle(1...Self.chunk, connection) == Self.chunk)
    try fill(test, 51...6000)
    let last = 5001...5000 + Self.chunk
    try connection.runScript("begin", named: "begin")
    #expect(try settle(last, connection) == Self.chunk)
    for row in try rowsRead(connection) { #expect(row.count <= 10 * Self.chunk, "\(row.table): \(row.count)") }
    try connection.runScript("rollback", named: "rollback")
  }

  @Test func aPartOfALedgerWithoutStatisticsIsFoundByKey() throws {
    let test = try TestDatabase.current()
    try test.run("alter table rekindle.message_deliveries set (autovacuum_enabled = false)")
    try fill(test, 1...6000)
    try test.run("analyze lms_data.users, rekindle.campaign_enrollments")
    let connection = try Connection(
      ConnectionSettings(url: test.url(), applicationName: "test", reachesByKey: true))
    let ids = Array(5001...5000 + Self.chunk)
    try connection.runScript("begin", named: "begin")
    _ = try connection.run(ReadDueDeliveries(ids: ids, channel: .email, now: now))
    _ = try connection.run(ReadContacts(ids: ids))
    _ = try connection.run(ReadEnrolments(ids: ids))
    _ = try connection.run(ReadMessageHistory(userIDs: ids, enrolmentIDs: ids, sharingIDs: [], now: now))
    for row in try rowsRead(connection) { #expect(row.count <= 10 * Self.chunk, "\(row.table): \(row.count)") }
    try connection.runScript("rollback", named: "rollback")
  }

  @Test func aComparisonOfAddressesThatBeganWithNoneTakesNoLongerWithMany() throws {
    let test = try TestDatabase.current()
    let people = 20_000
    try test.run(
      """
      alter table rekindle.shared_addresses set (autovacuum_enabled = false);
      insert into lms.users (user_id, first_name, email)
        select n, 'Asha', 'family' || n / 2 || '@example.org' from generate_series(2, \(people + 1)) n;
      analyze lms_data.users, rekindle.shared_addresses
      """)
    let connection = try Connection(
      ConnectionSettings(url: test.url(), applicationName: "test", timeouts: Timeouts(statement: .seconds(20))))
    for day in 0...2 {
      #expect(try connection.run(CompareAddresses(now: now + .days(day))) == [true], "day \(day)")
    }
    #expect(try test.count("select count(*) from rekindle.shared_addresses") == people)
    try test.run("update lms.users set email = 'alone@example.org' where user_id = 2")
    #expect(try connection.run(CompareAddresses(now: now + .days(3))) == [true])
    #expect(try test.count("select count(*) from rekindle.shared_addresses") == people - 2)
  }

  /// Records the deliveries as accepted; returns how many were.
  private func settle(_ ids: ClosedRange<Int>, _ connection: borrowing Connection) throws(StoreError) -> Int {
    try connection.run(
      RecordOutcomes(
        now: now,
        entries: ids.map {
          RecordOutcomes.Entry(
            id: $0, token: $0, outcome: .accepted, code: nil, providerMessageID: "m\($0)", retryAt: nil)
        })
    ).count { $0.status == .sent }
  }

  /// Rows that the open transaction has read of each table of the ledger.
  private func rowsRead(_ connection: borrowing Connection) throws(StoreError) -> [(table: String, count: Int)] {
    try connection.texts(
      """
      select s.relname, s.seq_tup_read + coalesce(s.idx_tup_fetch, 0) from pg_stat_xact_user_tables s
       where s.relname in ('message_deliveries', 'delivery_attempts', 'campaign_enrollments', 'users')
         and s.seq_tup_read + coalesce(s.idx_tup_fetch, 0) > 0 order by 1
      """
    ).map { row in (row[0] ?? "", row[1].flatMap { Int($0) } ?? .max) }
  }

  /// Claimed emails with these ids, one a learner.
  private func fill(_ test: TestDatabase, _ ids: ClosedRange<Int>) throws {
    let numbers = "generate_series(\(ids.lowerBound), \(ids.upperBound)) n"
    try test.run(
      """
      set session_replication_role = replica;
      insert into lms.users (user_id, first_name, email) select n, 'Asha', 'learner' || n || '@example.org' from \(numbers);
      insert into rekindle.campaign_enrollments
        (user_id, subject_id, campaign_id, version, enrolled_at, anchor_at, steps, next_due_at)
        select n, 1, 1, 1, timestamptz '2026-01-01', timestamptz '2026-01-01', '[]', timestamptz '2026-01-01' from \(numbers);
      insert into rekindle.message_deliveries
        (user_id, enrollment_id, subject_id, campaign_id, version, step, occurrence, stage, attempt, channel, class, status,
         template, slot_at, scheduled_at, not_before, expires_at, attention_at, lease_token, lease_until)
        select n, n, 1, 1, 1, 0, 1, 1, 1, 'email', 'marketing', 'sending', 'value', t, t, t, t + interval '48 hours',
               t + interval '2 minutes', n, t + interval '2 minutes'
          from \(numbers), lateral (select to_timestamp(1790000000) as t) at;
      insert into rekindle.delivery_attempts (delivery_id, attempt, lease_token, opt_outs, claimed_at)
        select n, 1, n, 0, to_timestamp(1790000000) from \(numbers);
      """)
  }
}
