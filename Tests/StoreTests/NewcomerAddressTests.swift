import Domain
import Store
import TestKit
import Testing

/// Whoever is enrolled is compared with everybody, and nobody else is read again for it.
@Suite(.database) struct NewcomerAddressTests {
  private let now = Instant(seconds: 1_790_000_000)
  let test: TestDatabase

  init() throws { test = try TestDatabase.current() }

  private func connection() throws -> Connection {
    try Connection(
      ConnectionSettings(url: test.url(), applicationName: "test", timeouts: .init(statement: .seconds(20))))
  }

  private func shared() throws -> [[String?]] {
    try test.rows("select user_id, address_kind, address_hash from rekindle.shared_addresses order by 1, 2")
  }

  @Test(arguments: 1...12)
  func whoComesOneByOneIsFoundAsWhoIsComparedWithEverybody(_ seed: Int) throws {
    var chance = SplitMix64(seed: seed)
    let connection = try connection()
    _ = try connection.run(CompareAddresses(now: now))
    for learner in 1...40 {
      let mailbox = Int.random(in: 1...25, using: &chance)
      let spelled = chance.chance(30) ? "Ana <HOME\(mailbox)@example.org>" : "home\(mailbox)@example.org"
      let number = chance.chance(50) ? "'+4479000000\(10 + Int.random(in: 0...30, using: &chance))'" : "null"
      try test.run(
        """
        insert into lms.users (user_id, first_name, email, phone_number)
          values (\(learner), 'Ana', '\(spelled)', \(number));
        insert into lms_data.guardians (user_id, learner_id, email)
          select -1000 - \(learner), \(learner), 'home3@example.org' where \(chance.chance(20));
        insert into rekindle.addresses_waiting values (\(learner)), (-1000 - \(learner))
        """)
      if chance.chance(60) { #expect(try connection.run(CompareAddresses(now: now)) == [true]) }
    }
    _ = try connection.run(CompareAddresses(now: now))
    let found = try shared()
    #expect(found.count > 10)
    _ = try connection.run(CompareAddresses(now: now + .hours(6)))
    #expect(try shared() == found)
  }

  @Test func oneOfAHundredThousandReadsAFew() throws {
    try test.run(
      """
      insert into lms.users (user_id, first_name, email, phone_number)
        select n, 'Asha', 'learner' || n || '@example.org', '+4479' || 10000000 + n from generate_series(1, 100000) n;
      analyze lms_data.users
      """)
    let first = try connection()
    _ = try first.run(CompareAddresses(now: now))
    try test.run(
      """
      update lms.users set email = 'LEARNER7@example.org' where user_id = 9;
      insert into rekindle.addresses_waiting values (9)
      """
    )
    let connection = try connection()  // what it has read is its own
    try connection.runScript("begin", named: "begin")
    #expect(try connection.run(CompareAddresses(now: now)) == [true])
    let read = try connection.texts(
      "select s.seq_tup_read + coalesce(s.idx_tup_fetch, 0) from pg_stat_xact_user_tables s where s.relname = 'users'")
    let rows = try #require(read.first?.first.flatMap { $0 }.flatMap { Int($0) })
    #expect(rows < 50, "\(rows) rows of learners")
    try connection.runScript("commit", named: "commit")
    #expect(try shared().map(\.[0]) == ["7", "9"])
  }

  /// Their number is lower than that of the one who was compared meanwhile.
  @Test func whoseEnrolmentEndsLateIsComparedThen() throws {
    let late = try connection()
    let tick = try connection()
    _ = try tick.run(CompareAddresses(now: now))
    try test.run(
      """
      insert into lms.users (user_id, first_name, email) values
        (1, 'Ana', 'home@example.org'), (2, 'Ben', 'home@example.org'), (3, 'Eve', 'eve@example.org')
      """)
    try late.runScript("begin; insert into rekindle.addresses_waiting values (1)", named: "late")
    try test.run("insert into rekindle.addresses_waiting values (3)")
    #expect(try tick.run(CompareAddresses(now: now)) == [true])
    #expect(try shared() == [])
    try late.runScript("commit", named: "commit")
    #expect(try tick.run(TickChores(now: now)).first?.compares == true)
    #expect(try tick.run(CompareAddresses(now: now)) == [true])
    #expect(try shared().map(\.[0]) == ["1", "2"])
    #expect(try tick.run(TickChores(now: now)).first?.compares == false)
  }

  @Test func oneMarkStandsForManyAndEverybodyIsCompared() throws {
    let connection = try connection()
    _ = try connection.run(CompareAddresses(now: now))
    try test.run(
      """
      insert into lms.users (user_id, first_name, email)
        values (1, 'Ana', 'home@example.org'), (2, 'Ben', 'home@example.org');
      insert into rekindle.addresses_waiting values (null)
      """)
    #expect(try connection.run(CompareAddresses(now: now)) == [true])
    #expect(try shared().map(\.[0]) == ["1", "2"])
    #expect(try test.count("select count(*) from rekindle.addresses_waiting") == 0)
  }
}
