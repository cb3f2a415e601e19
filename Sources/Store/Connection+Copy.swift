import CPostgres

/// Takes the rows of a running COPY.
public struct CopyWriter: ~Copyable {
  let handle: OpaquePointer

  /// Sends bytes in the form that the COPY statement names; rows may be cut anywhere.
  public func write(_ bytes: borrowing [UInt8]) throws(StoreError) {
    let isTaken = bytes.withUnsafeBytes { (buffer) in
      PQputCopyData(handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
    }
    guard isTaken == 1 else { throw StoreError(nil, on: handle, statement: "copy") }
  }
}

extension Connection {
  /// Runs `copy … from stdin` with the rows that `body` writes, and returns how many arrived.
  ///
  /// Whatever `body` throws cancels the COPY. A row that the server refuses is named by `StoreError.copyLine`.
  @discardableResult
  public func copyIn(
    _ sql: String, named name: String, _ body: (borrowing CopyWriter) throws(StoreError) -> Void
  ) throws(StoreError) -> Int {
    _ = try QueryResult(PQexec(handle, sql), on: handle, statement: name)
    defer { drain() }
    do throws(StoreError) {
      try body(CopyWriter(handle: handle))
    } catch {
      PQputCopyEnd(handle, "cancelled by the client")
      throw error
    }
    guard PQputCopyEnd(handle, nil) == 1 else { throw StoreError(nil, on: handle, statement: name) }
    return try QueryResult(PQgetResult(handle), on: handle, statement: name).affectedRows
  }
}
