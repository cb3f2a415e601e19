import Foundation
import Store
import TestKit
import Testing

/// What a transaction promises when others lock, fail, or pull the plug.
@Suite(.emptyDatabase) struct TransactionTests {
  private let test: TestDatabase

  init() throws {
    test = try TestDatabase.current()
    try test.run(
      "create table counter (id int primary key, value int not null); insert into counter values (1, 0), (2, 0)")
  }

  @Test func whatTheBodyDoesIsCommittedAndItsValueReturned() throws {
    let connection = try test.connect()
    let value = try connection.transaction { (connection) throws(StoreError) in
      try connection.first(Increment(id: 1))
    }
    #expect(value == 1)
    #expect(try total() == 1)
  }

  @Test func whatTheBodyThrowsRollsBack() throws {
    let connection = try test.connect()
    let failure = StoreError(.permanent, statement: "test", message: "no")
    #expect(throws: failure) {
      try connection.transaction { (connection) throws(StoreError) in
        _ = try connection.run(Increment(id: 1))
        throw failure
      }
    }
    #expect(try total() == 0)
    #expect(try connection.first(Increment(id: 1)) == 1)
  }

  @Test func aDeadlockIsRepeatedUntilBothSucceed() throws {
    let url = test.url()
    let finished = DispatchGroup()
    for ids in [[1, 2], [2, 1]] {
      finished.enter()
      Thread.detachNewThread {
        defer { finished.leave() }
        do {
          try Connection(url: url).transaction { (connection) throws(StoreError) in
            _ = try connection.run(Increment(id: ids[0]))
            _ = try connection.run(Sleep(seconds: 0.3))
            _ = try connection.run(Increment(id: ids[1]))
          }
        } catch {
          Issue.record("\(error)")
        }
      }
    }
    finished.wait()
    #expect(try total() == 4)
  }

  @Test func aLockThatStaysIsTriedFourTimesAndThenReported() throws {
    let holder = try test.connect()
    try holder.runScript("begin; update counter set value = 0 where id = 1", named: "hold")
    let connection = try Connection(url: test.url().replacing("lock_timeout%3D5s", with: "lock_timeout%3D20ms"))
    var attempts = 0
    let error = #expect(throws: StoreError.self) {
      try connection.transaction { (connection) throws(StoreError) in
        attempts += 1
        _ = try connection.run(Increment(id: 1))
      }
    }
    #expect(error?.kind == .retryable)
    #expect(error?.sqlState == "55P03")
    #expect(attempts == 4)
  }

  @Test func aBackendKilledInTheMiddleLeavesNothingAndIsNotRepeated() throws {
    var database = test.open()
    var attempts = 0
    let error = #expect(throws: StoreError.self) {
      try database.transaction { (connection) throws(StoreError) in
        attempts += 1
        _ = try connection.run(Increment(id: 1))
        _ = try connection.run(EndOwnBackend())
      }
    }
    #expect(error?.kind == .unavailable)
    #expect(attempts == 1)
    #expect(try total() == 0)
    #expect(try database.first(Increment(id: 1)) == 1, "the next event has a new connection")
  }

  @Test func aConnectionLostDuringCommitIsUncertainAndNeverRepeated() throws {
    try test.run(
      """
      create function die() returns trigger language plpgsql as
        $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
      create constraint trigger die after update on counter deferrable initially deferred
        for each row execute function die();
      """)
    let connection = try test.connect()
    var attempts = 0
    let error = #expect(throws: StoreError.self) {
      try connection.transaction { (connection) throws(StoreError) in
        attempts += 1
        _ = try connection.run(Increment(id: 1))
      }
    }
    #expect(error?.kind == .commitUncertain)
    #expect(attempts == 1)
  }

  @Test func aBodyThatHidesAFailureIsNotReportedAsCommitted() throws {
    let connection = try test.connect()
    let error = #expect(throws: StoreError.self) {
      try connection.transaction { (connection) throws(StoreError) in
        _ = try connection.run(Increment(id: 1))
        _ = try? connection.run(Divide(by: 0))
      }
    }
    #expect(error?.statement == "commit")
    #expect(try total() == 0)
  }

  @Test func aReadOnlySnapshotSeesOneMomentAndRefusesToWrite() throws {
    let connection = try test.connect()
    let other = try test.connect()
    try connection.transaction(.readOnlySnapshot) { (connection) throws(StoreError) in
      let before = try connection.texts("select sum(value)::text from counter")
      try other.runScript("update counter set value = 5", named: "other")
      #expect(try connection.texts("select sum(value)::text from counter") == before)
    }
    #expect(throws: StoreError.self) {
      try connection.transaction(.readOnlySnapshot) { (connection) throws(StoreError) in
        _ = try connection.run(Increment(id: 1))
      }
    }
  }

  private func total() throws -> Int { try test.count("select sum(value) from counter") }
}
