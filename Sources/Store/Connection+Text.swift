import CPostgres

extension Connection {
  /// Runs any SQL and returns its rows in text form: for tests and tools, whose SQL is not known at build time.
  package func texts(_ sql: String, _ binds: [Bind] = []) throws(StoreError) -> [[String?]] {
    guard let parameters = CStrings(binds) else { throw .nulByte("sql") }
    let answer = parameters.withPointers { (values) in
      PQexecParams(handle, sql, Int32(binds.count), nil, values, nil, nil, 0)
    }
    let result = try QueryResult(answer, on: handle, statement: "sql")
    return (0..<PQntuples(result.handle)).map { (row) in
      (0..<PQnfields(result.handle)).map { (column) in
        PQgetisnull(result.handle, row, column) == 1 ? nil : String(cString: PQgetvalue(result.handle, row, column))
      }
    }
  }

  /// Names of the parameters' types and of the columns that the server finds in a statement (E14).
  package func describe(_ sql: String, named name: String) throws(StoreError) -> (parameters: Int, columns: [String]) {
    _ = try QueryResult(PQprepare(handle, "", sql, 0, nil), on: handle, statement: name)
    let result = try QueryResult(PQdescribePrepared(handle, ""), on: handle, statement: name)
    let columns = (0..<PQnfields(result.handle)).map { String(cString: PQfname(result.handle, $0)) }
    return (Int(PQnparams(result.handle)), columns)
  }
}
