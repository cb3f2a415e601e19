import Domain
import Store
import TestKit
import Testing

/// What a session that reaches the ledger by its keys keeps of the statements that it is asked.
@Suite(.emptyDatabase) struct KeptStatementTests {
  private let test: TestDatabase

  init() throws {
    test = try TestDatabase.current()
    try test.run("create table kept (id int primary key, value int not null); insert into kept values (1, 10), (2, 20)")
  }

  @Test func aStatementIsKeptFromTheSecondTimeOnHoweverItIsAsked() throws {
    let connection = try connect()
    #expect(try connection.first(Value(id: 1)) == 10)
    #expect(try kept(connection) == 0)
    #expect(try connection.first(Value(id: 2)) == 20)
    #expect(try connection.pipeline(all: [Value(id: 1), Value(id: 2)]) == [[10], [20]])
    try connection.start(Value(id: 2))
    #expect(try connection.answer(Value.self) == [20])
    #expect(try connection.pipeline(Value(id: 1), Value(id: 2)) == ([10], [20]))
    #expect(try kept(connection) == 1)
  }

  @Test func otherConnectionsKeepNothing() throws {
    let connection = try test.connect()
    for _ in 1...3 { #expect(try connection.first(Value(id: 1)) == 10) }
    #expect(try kept(connection) == 0)
  }

  @Test func aStatementWhoseAnswerHasChangedItsShapeIsAskedAnew() throws {
    let connection = try connect()
    for _ in 1...2 { #expect(try connection.first(Value(id: 1)) == 10) }
    try test.run("alter table kept alter value type bigint")
    #expect(try connection.first(Value(id: 1)) == 10)
    try test.run("alter table kept alter value type int")
    let answer = try connection.transaction { (connection) throws(StoreError) in try connection.first(Value(id: 2)) }
    #expect(answer == 20)
  }

  @Test func aSessionThatForgotIsAskedWithWholeStatements() throws {
    let connection = try connect()
    for _ in 1...2 { #expect(try connection.first(Value(id: 1)) == 10) }
    try connection.runScript("deallocate all", named: "deallocate")
    for _ in 1...3 { #expect(try connection.first(Value(id: 1)) == 10) }
    #expect(try kept(connection) == 0)
  }

  private func connect() throws(StoreError) -> Connection {
    try Connection(ConnectionSettings(url: test.url(), applicationName: "test", reachesByKey: true))
  }

  private func kept(_ connection: borrowing Connection) throws -> Int {
    try connection.texts("select count(*)::text from pg_prepared_statements").first?.first.flatMap { $0 }.flatMap {
      Int($0)
    }
      ?? -1
  }
}

/// The value of one row.
private struct Value: Statement {
  static let sql = "select k.value from kept k where k.id = $1::int"
  static let columns = ["value"]
  let id: Int
  var binds: [Bind] { [.int(id)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
