import CPostgres

/// One answer of the server, freed when its owner lets go of it.
struct QueryResult: ~Copyable {
  let handle: OpaquePointer

  /// Takes over `result`, or throws the error that it carries.
  init(_ result: OpaquePointer?, on connection: OpaquePointer, statement: @autoclosure () -> String) throws(StoreError)
  {
    let status = PQresultStatus(result)
    guard
      let result,
      [PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY, PGRES_SINGLE_TUPLE, PGRES_COPY_IN].contains(status)
    else {
      let error = StoreError(result, on: connection, statement: statement())
      PQclear(result)
      throw error
    }
    handle = result
  }

  deinit { PQclear(handle) }

  func rows<S: Statement>(of type: S.Type) throws(StoreError) -> [S.Row] {
    let count = PQntuples(handle)
    var rows: [S.Row] = []
    rows.reserveCapacity(Int(count))
    for row in 0..<count { rows.append(try S.row(Cells(result: handle, row: row, statement: type))) }
    return rows
  }

  /// Rows that a command inserted, updated, deleted or selected.
  var affectedRows: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

  /// The command that was carried out, such as `COMMIT` or `ROLLBACK`.
  var command: String { String(cString: PQcmdStatus(handle)) }
}
