import Domain
import FunctionContract
import Store
import StoreShell
import TestKit
import Testing

/// Pipelines, streams, COPY, errors and lost connections.
@Suite(.emptyDatabase) struct ConnectionTests {
  private let test: TestDatabase

  init() throws {
    test = try TestDatabase.current()
    try test.run(
      "create table counter (id int primary key, value int not null); insert into counter values (1, 0), (2, 0)")
  }

  @Test func aPipelineAnswersInOrderWithEachStatementsOwnType() throws {
    let connection = try test.connect()
    let (first, second, third) = try connection.pipeline(Increment(id: 1), Numbers(count: 3), Increment(id: 1))
    #expect(first == [1])
    #expect(second == [1, 2, 3])
    #expect(third == [2])
    #expect(try connection.pipeline(all: (1...50).map { _ in Increment(id: 2) }).map { $0[0] } == Array(1...50))
  }

  @Test func aPipelineThatFailsLeavesNothingAndNamesTheStatement() throws {
    let connection = try test.connect()
    let error = #expect(throws: StoreError.self) {
      _ = try connection.pipeline(Increment(id: 1), Divide(by: 0), Increment(id: 1))
    }
    #expect(error?.statement == "Divide")
    #expect(error?.sqlState == "22012")
    #expect(try connection.first(Increment(id: 1)) == 1)
  }

  @Test func aStartedStatementIsAnsweredWhenItIsOver() throws {
    let connection = try test.connect()
    try connection.start(Sleep(seconds: 0.3))
    let hadAnswer = connection.hasAnswer
    #expect(!hadAnswer)
    #expect(try connection.answer(Sleep.self).count == 1)
    try connection.start(Increment(id: 1))
    while !connection.hasAnswer {}
    #expect(try connection.answer(Increment.self) == [1])
    #expect(try connection.first(Increment(id: 1)) == 2)
  }

  @Test func aCommitThatFailsAfterTheRowsFailsTheStartedStatement() throws {
    try test.run(
      """
      create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;
      create constraint trigger at_commit after update on counter deferrable initially deferred
        for each row execute function refuse();
      """)
    let connection = try test.connect()
    try connection.start(Increment(id: 1))
    #expect(throws: StoreError.self) { _ = try connection.answer(Increment.self) }
    #expect(try connection.first(Numbers(count: 1)) == 1)
  }

  @Test func copyTakesRowsCutAnywhere() throws {
    let connection = try test.connect()
    let count = try connection.copyIn("copy counter from stdin (format csv)", named: "counter") {
      (writer) throws(StoreError) in
      for part in ["10,", "1\n1", "1,2\n", "12,3"] { try writer.write(Array(part.utf8)) }
    }
    #expect(count == 3)
    #expect(try test.count("select sum(id) from counter where id >= 10") == 33)
  }

  @Test func copyNamesTheLineThatIsWrongAndNotItsContent() throws {
    let connection = try test.connect()
    let error = #expect(throws: StoreError.self) {
      try connection.copyIn("copy counter from stdin (format csv)", named: "counter") { (writer) throws(StoreError) in
        try writer.write(Array("10,1\n11,secret\n".utf8))
      }
    }
    #expect(error?.copyLine == 2)
    #expect(error?.kind == .data)
    #expect(error?.description.contains("secret") == false)
    #expect(try test.count("select count(*) from counter") == 2)
    #expect(try connection.first(Increment(id: 1)) == 1)
  }

  @Test func copyThatIsGivenUpLeavesNothing() throws {
    let connection = try test.connect()
    let failure = StoreError(.permanent, statement: "test", message: "the file ended early")
    #expect(throws: failure) {
      try connection.copyIn("copy counter from stdin (format csv)", named: "counter") { (writer) throws(StoreError) in
        try writer.write(Array("10,1\n".utf8))
        throw failure
      }
    }
    #expect(try test.count("select count(*) from counter") == 2)
    #expect(try connection.first(Increment(id: 1)) == 1)
  }

  @Test func aConstraintIsNamedAndTheRowIsNot() throws {
    try test.run(
      "create table person (email text constraint person_email_key unique); insert into person values ('zoe@x')")
    let error = #expect(throws: StoreError.self) { try test.run("insert into person values ('zoe@x')") }
    #expect(error?.constraint == "person_email_key")
    #expect(error?.sqlState == "23505")
    #expect(error?.description.contains("zoe") == false)
  }

  @Test func aRefusedValueIsMasked() throws {
    let error = #expect(throws: StoreError.self) { try test.run("select 'zoe@x'::timestamptz") }
    #expect(error?.kind == .data)
    #expect(error?.description.contains("zoe") == false)
  }

  @Test(arguments: [
    ("40001", ExitCode.temporary), ("40P01", .temporary), ("55P03", .temporary), ("57014", .temporary),
    ("08006", .unavailable), ("57P01", .unavailable), ("53100", .unavailable), ("53300", .unavailable),
    ("25006", .unavailable), ("22023", .software), ("23514", .software), ("42501", .software), ("RK002", .software),
  ])
  func theSQLStateDecidesTheExitCode(_ state: String, _ code: ExitCode) throws {
    let error = try #require(
      throws: StoreError.self,
      performing: { try test.run("do $$ begin raise exception 'x' using errcode = '\(state)'; end $$") })
    #expect(HandlerFailure(error).exitCode == code)
  }

  @Test func aWrongTypeNamesStatementAndColumn() throws {
    let error = #expect(throws: StoreError.self) { try test.connect().run(Mistyped()) }
    #expect(error?.description.contains("Mistyped") == true)
    #expect(error?.description.contains("amount") == true)
  }

  @Test func aWarmHandlerConnectsAnewAfterItsBackendWasKilled() throws {
    var database = test.open()
    #expect(try database.first(Increment(id: 1)) == 1)
    try test.run(
      "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '\(test.name)' and pid <> pg_backend_pid()"
    )
    #expect(try database.first(Increment(id: 1)) == 2)
  }

  @Test func aWarmHandlerConnectsAnewAfterTheServerCrashed() throws {
    let cluster = try Cluster.separate()
    defer { try? cluster.remove() }
    var database = Database(
      ConnectionSettings(url: cluster.url(database: "postgres"), applicationName: "test"))
    #expect(try database.first(Numbers(count: 1)) == 1)
    try cluster.crash()
    #expect(try database.first(Numbers(count: 1)) == 1)
  }

  @Test func theURLsTimeoutWinsAndEndsAStatement() throws {
    let connection = try Connection(
      url: test.url().replacing("statement_timeout%3D20s", with: "statement_timeout%3D100"))
    let error = #expect(throws: StoreError.self) { try connection.run(Sleep(seconds: 5)) }
    #expect(error?.sqlState == "57014")
    #expect(try connection.texts("show timezone") == [["UTC"]])
  }

  @Test func aURLThatIsNoneIsRefusedWithoutItsPassword() throws {
    let error = #expect(throws: StoreError.self) { _ = try Connection(url: "postgresql://a:hunter2@[::1/x") }
    #expect(error?.kind == .configuration)
    #expect(error?.description.contains("hunter2") == false)
  }
}
