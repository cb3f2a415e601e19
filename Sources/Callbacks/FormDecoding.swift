import FunctionContract

/// Reads `application/x-www-form-urlencoded`, as query strings and callbacks carry it.
enum FormDecoding {
  /// The fields in their order; nil where a percent sign is not followed by two digits or a text is not UTF-8.
  static func fields(_ bytes: some Collection<UInt8>) -> [(name: String, value: String)]? {
    var fields: [(name: String, value: String)] = []
    for part in bytes.split(separator: UInt8(ascii: "&")) {
      let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
      let valueStart = equals == part.endIndex ? equals : part.index(after: equals)
      guard let name = text(part[..<equals]), let value = text(part[valueStart...]) else { return nil }
      fields.append((name: name, value: value))
    }
    return fields
  }

  private static func text(_ bytes: some Collection<UInt8>) -> String? {
    PercentEncoding.decode(bytes, plusIsSpace: true)
  }
}
