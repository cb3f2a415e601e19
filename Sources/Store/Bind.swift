public import Domain
public import JSON

/// One bound parameter of a statement, in PostgreSQL's text form.
///
/// Where the server cannot infer the type, the statement casts: `$1::bigint[]`.
public struct Bind: Sendable, Equatable {
  /// The text form with a closing NUL; nil binds null.
  let bytes: [UInt8]?

  init(bytes: [UInt8]?) { self.bytes = bytes }

  init(_ text: String) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 1)
    bytes.append(contentsOf: text.utf8)
    bytes.append(0)
    self.bytes = bytes
  }

  /// SQL null.
  public static let null = Bind(bytes: nil)

  /// A text, varchar, enum, uuid, date or any other type that takes its text form.
  public static func text(_ value: String?) -> Bind { value.map { Bind($0) } ?? .null }

  public static func int(_ value: Int?) -> Bind { value.map { Bind(String($0)) } ?? .null }

  public static func double(_ value: Double?) -> Bind { value.map { Bind($0.description) } ?? .null }

  public static func bool(_ value: Bool?) -> Bind { value.map { Bind($0 ? "t" : "f") } ?? .null }

  /// A timestamptz.
  public static func instant(_ value: Instant?) -> Bind { value.map { Bind($0.rfc3339) } ?? .null }

  /// An interval of exactly so many microseconds: no days, no months.
  public static func span(_ value: Instant.Span?) -> Bind {
    value.map { Bind("\($0.microseconds) microseconds") } ?? .null
  }

  /// A json or jsonb.
  public static func json(_ value: JSON?) -> Bind { value.map { Bind(bytes: $0.bytes + [0]) } ?? .null }

  /// A bytea.
  public static func bytea(_ value: [UInt8]?) -> Bind {
    value.map { Bind(bytes: hexadecimal($0) + [0]) } ?? .null
  }

  /// PostgreSQL's text form of a bytea: `\x` and two digits a byte.
  static func hexadecimal(_ value: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    var bytes = Array("\\x".utf8)
    bytes.reserveCapacity(value.count * 2 + 3)
    for byte in value {
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    }
    return bytes
  }
}
