/// Writes PostgreSQL's text form of a one-dimensional array: `{1,NULL,"a \"quoted\" text"}`.
struct ArrayLiteral {
  private var bytes: [UInt8] = [UInt8(ascii: "{")]

  init(capacity: Int) { bytes.reserveCapacity(capacity + 3) }

  /// Appends a number or a truth value as it stands; nil appends null.
  mutating func append(bare text: String?) {
    separate()
    bytes.append(contentsOf: (text ?? "NULL").utf8)
  }

  /// Appends a text of any content.
  mutating func append(quoted text: some Collection<UInt8>) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// The literal with a closing NUL.
  consuming func close() -> [UInt8] {
    var literal = bytes
    literal.append(UInt8(ascii: "}"))
    literal.append(0)
    return literal
  }

  private mutating func separate() {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
  }
}
