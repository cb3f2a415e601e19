import Store

extension Connection {
  /// The rows of a statement, with an error in the runner's words.
  func answers<Wanted: Statement>(to statement: Wanted) throws(RunnerError) -> [Wanted.Row] {
    do throws(StoreError) { return try run(statement) } catch { throw RunnerError(error) }
  }

  /// Asks for rows that `nextAnswer` hands on one by one.
  func askForRows<Wanted: Statement>(of statement: Wanted) throws(RunnerError) {
    do throws(StoreError) { try startRows(statement) } catch { throw RunnerError(error) }
  }

  /// The next row that was asked for; nil after the last.
  func nextAnswer<Wanted: Statement>(to type: Wanted.Type) throws(RunnerError) -> Wanted.Row? {
    do throws(StoreError) { return try nextRow(type) } catch { throw RunnerError(error) }
  }

  /// Runs a script of several statements.
  func script(_ sql: String, named name: String) throws(RunnerError) {
    do throws(StoreError) { try runScript(sql, named: name) } catch { throw RunnerError(error) }
  }
}
