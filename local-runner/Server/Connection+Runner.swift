import Store

extension Connection {
  /// The rows of a statement, with an error in the runner's words.
  func answers<Wanted: Statement>(to statement: Wanted) throws(RunnerError) -> [Wanted.Row] {
    do throws(StoreError) { return try run(statement) } catch { throw RunnerError(error) }
  }

  /// Runs a script of several statements.
  func script(_ sql: String, named name: String) throws(RunnerError) {
    do throws(StoreError) { try runScript(sql, named: name) } catch { throw RunnerError(error) }
  }
}
