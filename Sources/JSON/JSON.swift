/// A JSON value (RFC 8259) whose objects have unique keys.
///
/// Integers that fit 64 bits stay exact; every other number is a `Double`.
public enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])
}

extension JSON {
  /// The member named `key`, or nil where this is no object or has no such member.
  @inlinable public subscript(key: String) -> JSON? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  /// The text of a string, nil for every other value.
  @inlinable public var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The truth value of a boolean, nil for every other value.
  @inlinable public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// The value of an integer, nil for every other value; `1.0` is a number, not an integer.
  @inlinable public var integer: Int? { if case .integer(let value) = self { value } else { nil } }

  /// The value of an integer or a number, nil for every other value.
  public var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The elements of an array, nil for every other value.
  @inlinable public var array: [JSON]? { if case .array(let elements) = self { elements } else { nil } }

  /// The members of an object, nil for every other value.
  @inlinable public var object: [String: JSON]? { if case .object(let members) = self { members } else { nil } }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
  }
  public init(nilLiteral: ()) { self = .null }
}
