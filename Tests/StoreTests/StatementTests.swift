import FunctionContract
import Store
import TestKit
import Testing

/// Every statement of every handler against the migrated schema, without running it.
@Suite(.database) struct StatementTests {
  @Test func statementsFitTheSchemaAndTheirColumns() throws {
    let connection = try TestDatabase.current().connect()
    for statement in Statements.all {
      do {
        let found = try connection.describe(statement.sql, named: "\(statement)")
        #expect(found.columns == statement.columns, "\(statement)")
        let numbers = Set(statement.sql.matches(of: /\$([0-9]+)/).compactMap { Int($0.1) })
        #expect(numbers == Set(1..<(found.parameters + 1)), "\(statement) leaves a parameter out")
      } catch {
        Issue.record("\(error)")
      }
    }
  }

  /// Planning a statement asks for every privilege that running it would.
  @Test func eachHandlersRoleMayRunItsStatements() throws {
    for handler in try Manifests.handlers() { try check(#require(Statements.of(handler)), of: handler) }
  }

  private func check(_ statements: [any Statement.Type], of handler: String) throws {
    let role = try #require(try Manifests.role(of: handler))
    let connection = try TestDatabase.current().connect(role: role)
    for statement in statements {
      do {
        let count = try connection.describe(statement.sql, named: "\(statement)").parameters
        let nulls = count == 0 ? "" : "(" + Array(repeating: "null", count: count).joined(separator: ", ") + ")"
        try connection.runScript("prepare candidate as \(statement.sql)", named: "\(statement)")
        _ = try connection.texts("explain execute candidate\(nulls)")
        try connection.runScript("deallocate candidate", named: "\(statement)")
      } catch {
        Issue.record("\(role) and \(statement): \(error)")
        try? connection.runScript("deallocate all", named: "deallocate")
      }
    }
  }

  @Test func noStatementReadsAClockOrAllColumns() {
    for statement in Statements.all {
      let sql = statement.sql.lowercased()
      for word in ["now()", "current_timestamp", "current_date", "localtimestamp", "clock_timestamp", "select *"] {
        #expect(!sql.contains(word), "\(statement) holds \(word)")
      }
    }
  }

  @Test func everyStatementFileIsListed() throws {
    let listed = Set(Statements.all.map { "\($0)" })
    for file in try Manifests.files(in: "Sources/Store/Statements") {
      guard file.text.contains(": Statement {") else { continue }
      let name = file.name.replacing(".swift", with: "")
      #expect(listed.contains(name), "add \(name).self to Statements+<Handler>.swift")
    }
  }
}
