public import Domain

extension Bind {
  /// A bigint[] or int[].
  public static func ints(_ values: some Sequence<Int>) -> Bind {
    array(values) { (value, literal) in literal.append(bare: String(value)) }
  }

  /// A bigint[] with nulls.
  public static func optionalInts(_ values: some Sequence<Int?>) -> Bind {
    array(values) { (value, literal) in literal.append(bare: value.map(String.init)) }
  }

  /// A boolean[].
  public static func bools(_ values: some Sequence<Bool>) -> Bind {
    array(values) { (value, literal) in literal.append(bare: value ? "t" : "f") }
  }

  /// A text[] or any other array whose elements take a text form.
  public static func texts(_ values: some Sequence<String>) -> Bind {
    array(values) { (value, literal) in literal.append(quoted: value.utf8) }
  }

  /// A text[] with nulls.
  public static func optionalTexts(_ values: some Sequence<String?>) -> Bind {
    array(values) { (value, literal) in
      if let value { literal.append(quoted: value.utf8) } else { literal.append(bare: nil) }
    }
  }

  /// A bytea[].
  public static func byteas(_ values: some Sequence<[UInt8]>) -> Bind {
    array(values) { (value, literal) in literal.append(quoted: hexadecimal(value)) }
  }

  /// A timestamptz[].
  public static func instants(_ values: some Sequence<Instant>) -> Bind {
    array(values) { (value, literal) in literal.append(quoted: value.rfc3339.utf8) }
  }

  /// A timestamptz[] with nulls.
  public static func optionalInstants(_ values: some Sequence<Instant?>) -> Bind {
    array(values) { (value, literal) in
      if let value { literal.append(quoted: value.rfc3339.utf8) } else { literal.append(bare: nil) }
    }
  }

  /// An interval[] of exactly so many microseconds each: no days, no months.
  public static func spans(_ values: some Sequence<Instant.Span>) -> Bind {
    array(values) { (value, literal) in literal.append(quoted: "\(value.microseconds) microseconds".utf8) }
  }

  private static func array<Values: Sequence>(
    _ values: Values, _ append: (Values.Element, inout ArrayLiteral) -> Void
  ) -> Bind {
    var literal = ArrayLiteral(capacity: values.underestimatedCount * 12)
    for value in values { append(value, &literal) }
    return Bind(bytes: literal.close())
  }
}
