import CPostgres
public import Domain
public import JSON

/// The cells of one row, read by position and checked against the column's type.
public struct Cells: ~Copyable {
  let result: OpaquePointer
  let row: Int32
  let statement: Any.Type

  /// A smallint, integer or bigint.
  public func int(_ column: Int) throws(StoreError) -> Int { try required(optionalInt(column), column) }

  /// A smallint, integer, bigint or null.
  public func optionalInt(_ column: Int) throws(StoreError) -> Int? {
    guard let bytes = bytes(column) else { return nil }
    guard let value = PostgresType(column, of: result).int(bytes) else { throw mismatch(column, "an integer") }
    return value
  }

  /// A real or double precision.
  public func double(_ column: Int) throws(StoreError) -> Double { try required(optionalDouble(column), column) }

  /// A real, double precision or null.
  public func optionalDouble(_ column: Int) throws(StoreError) -> Double? {
    guard let bytes = bytes(column) else { return nil }
    guard let value = PostgresType(column, of: result).double(bytes) else { throw mismatch(column, "a double") }
    return value
  }

  /// A boolean.
  public func bool(_ column: Int) throws(StoreError) -> Bool { try required(optionalBool(column), column) }

  /// A boolean or null.
  public func optionalBool(_ column: Int) throws(StoreError) -> Bool? {
    guard let bytes = bytes(column) else { return nil }
    guard let value = PostgresType(column, of: result).bool(bytes) else { throw mismatch(column, "a boolean") }
    return value
  }

  /// A text, varchar, name, enum, json, uuid (as 36 characters) or date (as `2026-11-20`).
  public func text(_ column: Int) throws(StoreError) -> String { try required(optionalText(column), column) }

  /// A text as `text(_:)` reads it, or null.
  public func optionalText(_ column: Int) throws(StoreError) -> String? {
    guard let bytes = bytes(column) else { return nil }
    guard let value = PostgresType(column, of: result).text(bytes) else { throw mismatch(column, "a text") }
    return value
  }

  /// A timestamptz; infinity is refused.
  public func instant(_ column: Int) throws(StoreError) -> Instant { try required(optionalInstant(column), column) }

  /// A timestamptz or null; infinity is refused.
  public func optionalInstant(_ column: Int) throws(StoreError) -> Instant? {
    guard let bytes = bytes(column) else { return nil }
    let type = PostgresType(column, of: result)
    guard type == .timestamptz else { throw mismatch(column, "a timestamptz") }
    guard let value = type.instant(bytes) else { throw refused(column, "infinite") }
    return value
  }

  /// An interval without months and under 1,000 years; a day is 24 hours.
  public func span(_ column: Int) throws(StoreError) -> Instant.Span {
    guard let bytes = bytes(column) else { throw missing(column) }
    let type = PostgresType(column, of: result)
    guard type == .interval else { throw mismatch(column, "an interval") }
    guard let value = type.span(bytes) else { throw refused(column, "an interval with months or of 1,000 years") }
    return value
  }

  /// A json or jsonb.
  public func json(_ column: Int) throws(StoreError) -> JSON { try required(optionalJSON(column), column) }

  /// A json, jsonb or null.
  public func optionalJSON(_ column: Int) throws(StoreError) -> JSON? {
    guard let bytes = bytes(column) else { return nil }
    guard let text = PostgresType(column, of: result).json(bytes) else { throw mismatch(column, "a json") }
    do throws(JSONError) {
      return try JSON.parse(text)
    } catch {
      throw refused(column, "no JSON of at most 6 MiB and 64 levels: \(error.reason)")
    }
  }

  /// A bytea.
  public func bytea(_ column: Int) throws(StoreError) -> [UInt8] {
    guard let bytes = bytes(column) else { throw missing(column) }
    guard PostgresType(column, of: result) == .bytea else { throw mismatch(column, "a bytea") }
    return Array(bytes)
  }

  /// The cell's bytes; nil for null.
  func bytes(_ column: Int) -> UnsafeRawBufferPointer? {
    guard PQgetisnull(result, row, Int32(column)) == 0 else { return nil }
    return UnsafeRawBufferPointer(
      start: PQgetvalue(result, row, Int32(column)), count: Int(PQgetlength(result, row, Int32(column))))
  }

  func mismatch(_ column: Int, _ wanted: String) -> StoreError {
    StoreError(.permanent, statement: "\(statement)", message: "\(name(column)) is not \(wanted)")
  }

  /// The column has the right type, but this row's value cannot be used: the row is bad, not the statement.
  func refused(_ column: Int, _ reason: String) -> StoreError {
    StoreError(.data, statement: "\(statement)", message: "\(name(column)) is \(reason)")
  }

  func missing(_ column: Int) -> StoreError { refused(column, "null") }

  private func required<Value>(_ value: Value?, _ column: Int) throws(StoreError) -> Value {
    guard let value else { throw missing(column) }
    return value
  }

  private func name(_ column: Int) -> String {
    PQfname(result, Int32(column)).map { "column \(column) “\(String(cString: $0))”" } ?? "column \(column)"
  }
}
