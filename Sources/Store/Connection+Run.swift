import CPostgres

extension Connection {
  /// Runs a statement in one round trip and returns its rows.
  public func run<S: Statement>(_ statement: S) throws(StoreError) -> [S.Row] {
    try repairing { () throws(StoreError) in try query(statement).rows(of: S.self) }
  }

  /// Runs a statement and returns its first row, or nil where it has none.
  public func first<S: Statement>(_ statement: S) throws(StoreError) -> S.Row? {
    try run(statement).first
  }

  /// Runs a statement and returns how many rows it touched.
  @discardableResult
  public func execute<S: Statement>(_ statement: S) throws(StoreError) -> Int {
    try repairing { () throws(StoreError) in try query(statement).affectedRows }
  }

  /// Runs a script of statements without parameters or rows, in one round trip.
  ///
  /// Outside a transaction the script is one transaction unless it says otherwise.
  public func runScript(_ sql: String, named name: String) throws(StoreError) {
    _ = try QueryResult(PQexec(handle, sql), on: handle, statement: name)
  }

  func query<S: Statement>(_ statement: S) throws(StoreError) -> QueryResult {
    let binds = statement.binds
    guard let parameters = CStrings(binds) else { throw .nulByte("\(S.self)") }
    try kept.prepare(S.self, on: handle)
    let result = parameters.withPointers { (values) in
      if let name = kept[S.self] { return PQexecPrepared(handle, name, Int32(binds.count), values, nil, nil, 1) }
      return PQexecParams(handle, S.sql, Int32(binds.count), nil, values, nil, nil, 1)
    }
    return try QueryResult(result, on: handle, statement: "\(S.self)")
  }

  /// Puts a statement on the wire without waiting for its answer.
  func send<S: Statement>(_ statement: S) throws(StoreError) {
    let binds = statement.binds
    guard let parameters = CStrings(binds) else { throw .nulByte("\(S.self)") }
    let isSent = parameters.withPointers { (values) in
      if let name = kept[S.self] { return PQsendQueryPrepared(handle, name, Int32(binds.count), values, nil, nil, 1) }
      return PQsendQueryParams(handle, S.sql, Int32(binds.count), nil, values, nil, nil, 1)
    }
    guard isSent == 1 else { throw StoreError(nil, on: handle, statement: "\(S.self)") }
  }

  /// Reads and drops what is left of an answer.
  func drain() {
    while let rest = PQgetResult(handle) { PQclear(rest) }
  }
}

extension StoreError {
  static func nulByte(_ statement: String) -> StoreError {
    StoreError(.data, statement: statement, message: "a parameter holds a NUL character", sqlState: "22021")
  }
}
