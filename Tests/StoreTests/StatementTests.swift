import Store
import TestKit
import Testing

/// Every statement of every handler against the migrated schema, without running it (STYLE §3.5).
@Suite(.database) struct StatementTests {
  @Test(arguments: Statements.byHandler.keys.sorted())
  func statementsFitTheSchema(_ handler: String) throws {
    let connection = try TestDatabase.current().connect()
    for statement in Statements.byHandler[handler] ?? [] {
      let name = "\(statement)"
      do {
        let found = try connection.describe(statement.sql, named: name)
        #expect(found.columns == statement.columns, "\(name)")
      } catch {
        Issue.record("\(error)")
      }
    }
  }
}
