/// Makes UTF-8 of a file's bytes: a byte order mark is removed, and UTF-16, which some spreadsheets save, is converted.
struct TextStream {
  private enum Form { case unknown, asIs, utf16(isLittleEndian: Bool) }

  private var form = Form.unknown
  private var rest: [UInt8] = []

  /// The text of the next bytes, as far as it is complete.
  mutating func decode(_ piece: [UInt8]) -> [UInt8] {
    if case .asIs = form { return piece }
    rest += piece
    if case .unknown = form {
      guard rest.count >= 3 else { return [] }
      recognise()
    }
    return convert()
  }

  /// What is left at the end.
  mutating func finish() -> [UInt8] {
    if case .unknown = form { recognise() }
    return convert() + rest
  }

  private mutating func recognise() {
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) {
      rest.removeFirst(3)
      form = .asIs
    } else if rest.starts(with: [0xFF, 0xFE]) || rest.starts(with: [0xFE, 0xFF]) {
      form = .utf16(isLittleEndian: rest[0] == 0xFF)
      rest.removeFirst(2)
    } else {
      form = .asIs
    }
  }

  private mutating func convert() -> [UInt8] {
    guard case .utf16(let isLittleEndian) = form else {
      defer { rest = [] }
      return rest
    }
    var units = stride(from: 0, to: rest.count - 1, by: 2).map { place in
      isLittleEndian
        ? UInt16(rest[place]) | UInt16(rest[place + 1]) << 8 : UInt16(rest[place]) << 8 | UInt16(rest[place + 1])
    }
    if let last = units.last, UTF16.isLeadSurrogate(last) { units.removeLast() }
    rest.removeFirst(units.count * 2)
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
