/// `application/x-www-form-urlencoded`, as query strings, forms and callbacks carry it.
public enum FormEncoding {
  /// The bytes of `fields` in their order, with `%20` for a blank, which every reader of the format takes.
  public static func encode(_ fields: [(name: String, value: String)]) -> [UInt8] {
    let pairs = fields.map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }
    return Array(pairs.joined(separator: "&").utf8)
  }

  /// The fields in their order; nil where a percent sign is not followed by two digits or a text is not UTF-8.
  public static func decode(_ bytes: some Collection<UInt8>) -> [(name: String, value: String)]? {
    var fields: [(name: String, value: String)] = []
    for pair in pairs(bytes) {
      guard let name = text(pair.name), let value = text(pair.value) else { return nil }
      fields.append((name: name, value: value))
    }
    return fields
  }

  /// As browsers read it: what is not percent-encoded text stands as it is.
  public static func decodeLeniently(_ bytes: some Collection<UInt8>) -> [(name: String, value: String)] {
    pairs(bytes).map { pair in
      (
        name: text(pair.name) ?? String(decoding: pair.name, as: UTF8.self),
        value: text(pair.value) ?? String(decoding: pair.value, as: UTF8.self)
      )
    }
  }

  private static func pairs<Bytes: Collection<UInt8>>(
    _ bytes: Bytes
  ) -> [(name: Bytes.SubSequence, value: Bytes.SubSequence)] {
    bytes.split(separator: UInt8(ascii: "&")).map { pair in
      let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      return (name: pair[..<equals], value: pair[equals...].dropFirst())
    }
  }

  private static func text(_ bytes: some Collection<UInt8>) -> String? {
    PercentEncoding.decode(bytes, plusIsSpace: true)
  }
}
