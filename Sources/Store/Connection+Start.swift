import CPostgres

extension Connection {
  /// Readable when an answer of the server has come.
  public var descriptor: Int32 { PQsocket(handle) }

  /// Puts a statement on the wire without waiting; nothing else can run before `answer` has taken its rows.
  public func start<S: Statement>(_ statement: S) throws(StoreError) {
    try kept.prepare(S.self, on: handle)
    try send(statement)
  }

  /// Puts a statement on the wire whose rows `nextRow` hands on one by one: memory holds one, however many there are.
  public func startRows<S: Statement>(_ statement: S) throws(StoreError) {
    try start(statement)
    PQsetSingleRowMode(handle)
  }

  /// Waits for the next row of the statement that was started; nil after the last, when the connection is free again.
  public func nextRow<S: Statement>(_ type: S.Type) throws(StoreError) -> S.Row? {
    let result = try QueryResult(PQgetResult(handle), on: handle, statement: "\(S.self)")
    let row = try result.rows(of: S.self).first
    if row == nil { drain() }
    return row
  }

  /// Whether `answer` need not wait for the server.
  public var hasAnswer: Bool { PQconsumeInput(handle) == 0 || PQisBusy(handle) == 0 }

  /// Waits for the statement that was started to be over, outside a transaction committed, and returns its rows.
  public func answer<S: Statement>(_ type: S.Type) throws(StoreError) -> [S.Row] {
    // The last result decides: where the commit fails, that is said after the rows.
    var last: OpaquePointer?
    while let next = PQgetResult(handle) {
      PQclear(last)
      last = next
    }
    do throws(StoreError) {
      return try QueryResult(last, on: handle, statement: "\(S.self)").rows(of: S.self)
    } catch {
      _ = kept.forget(after: error)
      throw error
    }
  }
}
