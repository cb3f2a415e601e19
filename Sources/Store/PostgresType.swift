import CPostgres
import Domain

/// A type by its object identifier in PostgreSQL's catalogue (`pg_type.dat`), and how its binary form is read.
struct PostgresType: RawRepresentable, Equatable {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }

  init(_ column: Int, of result: OpaquePointer) { rawValue = PQftype(result, Int32(column)) }

  static let bool = PostgresType(rawValue: 16)
  static let bytea = PostgresType(rawValue: 17)
  static let int8 = PostgresType(rawValue: 20)
  static let int2 = PostgresType(rawValue: 21)
  static let int4 = PostgresType(rawValue: 23)
  static let json = PostgresType(rawValue: 114)
  static let float4 = PostgresType(rawValue: 700)
  static let float8 = PostgresType(rawValue: 701)
  static let date = PostgresType(rawValue: 1082)
  static let timestamptz = PostgresType(rawValue: 1184)
  static let interval = PostgresType(rawValue: 1186)
  static let uuid = PostgresType(rawValue: 2950)
  static let jsonb = PostgresType(rawValue: 3802)
  /// Built-in types whose binary form is not text: time of day, intervals, numerics, oids and the like.
  private static let otherBinary: Set<UInt32> = [26, 28, 600, 790, 869, 1083, 1114, 1186, 1266, 1560, 1562, 1700]

  func int(_ bytes: UnsafeRawBufferPointer) -> Int? {
    switch (self, bytes.count) {
    case (.int8, 8): Int(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
    case (.int4, 4): Int(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
    case (.int2, 2): Int(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
    default: nil
    }
  }

  func double(_ bytes: UnsafeRawBufferPointer) -> Double? {
    switch (self, bytes.count) {
    case (.float8, 8): Double(bitPattern: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)))
    case (.float4, 4): Double(Float(bitPattern: UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self))))
    default: nil
    }
  }

  func bool(_ bytes: UnsafeRawBufferPointer) -> Bool? {
    self == .bool && bytes.count == 1 ? bytes[0] != 0 : nil
  }

  func instant(_ bytes: UnsafeRawBufferPointer) -> Instant? {
    guard self == .timestamptz, bytes.count == 8 else { return nil }
    let value = Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
    guard value != .max, value != .min else { return nil }
    return Instant(microseconds: Int(value) + 946_684_800_000_000)
  }

  /// The length of an interval without months, under 1,000 years; a day is 24 hours.
  func span(_ bytes: UnsafeRawBufferPointer) -> Instant.Span? {
    guard self == .interval, bytes.count == 16, bytes.loadUnaligned(fromByteOffset: 12, as: Int32.self) == 0 else {
      return nil
    }
    let time = Instant.Span(microseconds: Int(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))))
    let days = Int(Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: Int32.self)))
    guard time.isStorable, days.magnitude < 365_000 else { return nil }
    let span = .days(days) + time
    return span.isStorable ? span : nil
  }

  /// The text of a json or jsonb; jsonb's binary form starts with a version byte.
  func json(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    switch self {
    case .json: bytes
    case .jsonb where bytes.first == 1: UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
    default: nil
    }
  }

  func text(_ bytes: UnsafeRawBufferPointer) -> String? {
    switch self {
    case .jsonb: json(bytes).map { String(decoding: $0, as: UTF8.self) }
    case .date: date(bytes)
    case .uuid: uuid(bytes)
    case .bool, .bytea, .int8, .int2, .int4, .float4, .float8, .timestamptz: nil
    default: Self.otherBinary.contains(rawValue) ? nil : String(decoding: bytes, as: UTF8.self)
    }
  }

  private func date(_ bytes: UnsafeRawBufferPointer) -> String? {
    guard bytes.count == 4 else { return nil }
    let days = Int(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
    return Instant(seconds: (days + 10_957) * 86_400).utcDate
  }

  private func uuid(_ bytes: UnsafeRawBufferPointer) -> String? {
    guard bytes.count == 16 else { return nil }
    var text = ""
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text += "-" }
      if byte < 16 { text += "0" }
      text += String(byte, radix: 16)
    }
    return text
  }
}
