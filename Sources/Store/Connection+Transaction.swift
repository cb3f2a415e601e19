import CPostgres
import Glibc

/// How a transaction sees what others do.
public enum Isolation: Sendable {
  /// Each statement sees what was committed before it began.
  case readCommitted
  /// All statements see one snapshot, and none may write.
  case readOnlySnapshot

  var begin: String {
    switch self {
    case .readCommitted: "begin isolation level read committed read write"
    case .readOnlySnapshot: "begin isolation level repeatable read read only"
    }
  }
}

extension Connection {
  /// Runs `body` in a transaction and commits it; whatever `body` throws rolls it back.
  ///
  /// A serialisation failure, deadlock or lock timeout runs `body` again, three times at most, so it must have no effect
  /// but on the database; so does a time zone that the server has lost, once. A connection lost during COMMIT throws `commitUncertain` and is never repeated here.
  public func transaction<Value>(
    _ isolation: Isolation = .readCommitted, _ body: (borrowing Connection) throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    var attempt = 1
    while true {
      do throws(StoreError) {
        return try repairing { () throws(StoreError) in try once(isolation, body) }
      } catch {
        guard error.isWorthRepeating, attempt < 4 else { throw error }
        usleep(UInt32.random(in: 5_000...25_000) * UInt32(attempt))
        attempt += 1
      }
    }
  }

  private func once<Value>(
    _ isolation: Isolation, _ body: (borrowing Connection) throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    try begin(isolation)
    let value: Value
    do throws(StoreError) {
      value = try body(self)
    } catch {
      PQclear(PQexec(handle, "rollback"))
      throw error
    }
    try commit()
    return value
  }

  /// A server in recovery refuses to begin what may write.
  private func begin(_ isolation: Isolation) throws(StoreError) {
    do throws(StoreError) {
      try runScript(isolation.begin, named: "begin")
    } catch {
      guard error.sqlState == "0A000" else { throw error }
      throw StoreError(.unavailable, statement: "begin", message: error.message, sqlState: error.sqlState)
    }
  }

  private func commit() throws(StoreError) {
    let result = PQexec(handle, "commit")
    guard PQstatus(handle) == CONNECTION_OK else {
      PQclear(result)
      throw StoreError(.commitUncertain, statement: "commit", message: "the connection was lost during COMMIT")
    }
    guard try QueryResult(result, on: handle, statement: "commit").command == "COMMIT" else {
      throw StoreError(.permanent, statement: "commit", message: "the transaction had failed and was rolled back")
    }
  }
}

extension StoreError {
  /// Whether the same transaction may succeed at once; a statement timeout may not.
  var isWorthRepeating: Bool { kind == .retryable && sqlState != "57014" }
}
