import CPostgres

/// One connection to PostgreSQL with one owner; closed when the owner lets go of it.
///
/// It keeps no session state but statements in a session of its own, so it works through a pooler in transaction mode.
public struct Connection: ~Copyable {
  let handle: OpaquePointer
  let kept: KeptStatements

  /// Connects, or throws `unavailable` or `configuration` with libpq's reason.
  public init(_ settings: ConnectionSettings) throws(StoreError) {
    let parameters = try settings.parameters()
    guard let handle = Self.open(parameters) else {
      throw StoreError(.unavailable, statement: "connect", message: "out of memory")
    }
    guard PQstatus(handle) == CONNECTION_OK else {
      let error = StoreError(connecting: handle)
      PQfinish(handle)
      throw error
    }
    PQsetNoticeReceiver(handle, { _, _ in }, nil)
    self.handle = handle
    kept = KeptStatements(isOn: settings.reachesByKey)
  }

  deinit { PQfinish(handle) }

  /// Whether the server still holds the other end, as far as can be seen without asking it.
  public var isAlive: Bool {
    guard PQstatus(handle) == CONNECTION_OK, PQtransactionStatus(handle) == PQTRANS_IDLE else { return false }
    // A server that goes away says why first: the first read takes its words, the second one finds the end.
    return PQconsumeInput(handle) == 1 && PQconsumeInput(handle) == 1 && PQstatus(handle) == CONNECTION_OK
  }

  /// Whether no transaction is open, and no statement under way.
  var isIdle: Bool { PQtransactionStatus(handle) == PQTRANS_IDLE }

  /// Whether a transaction is open and sound.
  var isInTransaction: Bool { PQtransactionStatus(handle) == PQTRANS_INTRANS }

  private static func open(_ parameters: [(keyword: String, value: String)]) -> OpaquePointer? {
    let keywords = CStrings(parameters.map(\.keyword))
    let values = CStrings(parameters.map(\.value))
    return keywords.withPointers { (keywords) in
      values.withPointers { (values) in PQconnectdbParams(keywords, values, 1) }
    }
  }
}
