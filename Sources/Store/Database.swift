/// The database as a handler holds it: connected on first use, connected anew after a loss, never inside a transaction.
public struct Database: ~Copyable {
  private let settings: ConnectionSettings
  private var connection: Connection?

  public init(_ settings: ConnectionSettings) { self.settings = settings }

  /// Runs a statement and returns its rows.
  public mutating func run<S: Statement>(_ statement: S) throws(StoreError) -> [S.Row] {
    try withConnection { (connection) throws(StoreError) in try connection.run(statement) }
  }

  /// Runs a statement and returns its first row, or nil where it has none.
  public mutating func first<S: Statement>(_ statement: S) throws(StoreError) -> S.Row? {
    try withConnection { (connection) throws(StoreError) in try connection.first(statement) }
  }

  /// Runs a statement and returns how many rows it touched.
  @discardableResult
  public mutating func execute<S: Statement>(_ statement: S) throws(StoreError) -> Int {
    try withConnection { (connection) throws(StoreError) in try connection.execute(statement) }
  }

  /// Runs `body` in a transaction, as `Connection.transaction` promises.
  public mutating func transaction<Value>(
    _ isolation: Isolation = .readCommitted, _ body: (borrowing Connection) throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    try withConnection { (connection) throws(StoreError) in try connection.transaction(isolation, body) }
  }

  /// Lends the connection, after making one where there is none or the old one was lost.
  public mutating func withConnection<Value>(
    _ body: (borrowing Connection) throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    if let kept = connection.take(), kept.isAlive {
      connection = consume kept
    } else {
      connection = try Connection(settings)
    }
    switch connection {
    case .some(let connection): return try body(connection)
    case nil: throw StoreError(.unavailable, statement: "connect", message: "no connection")
    }
  }
}
