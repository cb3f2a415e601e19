/// Reads CSV as programs save it: quoted fields with line breaks in them, doubled quotes, lines that end in LF, CRLF or CR.
public struct CSVReader {
  public struct Field: Sendable {
    public var bytes: [UInt8]
    public var isQuoted: Bool

    public init(bytes: [UInt8] = [], isQuoted: Bool = false) {
      self.bytes = bytes
      self.isQuoted = isQuoted
    }
  }

  public struct Row: Sendable {
    /// The line on which the row begins, from 1.
    public let line: Int
    public fileprivate(set) var fields: [Field] = []
    /// Whether every quotation mark found its end.
    public fileprivate(set) var isClosed = true

    /// Whether there is nothing on the line.
    fileprivate var isBlank: Bool { fields.allSatisfy { $0.bytes.isEmpty && !$0.isQuoted } }
  }

  private enum State { case start, plain, quoted, quoteInside }

  private let separator: UInt8
  private var state = State.start
  private var field = Field()
  private var row = Row(line: 1)
  private var line = 1
  private var isAfterReturn = false

  public init(separator: UInt8) { self.separator = separator }

  /// Reads a piece of the text and hands over the rows that end in it.
  public mutating func read(_ piece: [UInt8], _ body: (Row) -> Void) {
    for byte in piece { take(byte, body) }
  }

  /// Hands over the last row, where no line's end follows it.
  public mutating func finish(_ body: (Row) -> Void) {
    row.isClosed = state != .quoted
    if state != .start || !row.fields.isEmpty { endRow(body) }
  }

  private mutating func take(_ byte: UInt8, _ body: (Row) -> Void) {
    let isSecondHalf = isAfterReturn && byte == 0x0A
    isAfterReturn = byte == 0x0D
    if isSecondHalf, state != .quoted { return }
    if byte == 0x0D || (byte == 0x0A && !isSecondHalf) { line += 1 }
    switch (state, byte) {
    case (.quoted, UInt8(ascii: "\"")): state = .quoteInside
    case (.quoted, _): field.bytes.append(byte)
    case (.start, UInt8(ascii: "\"")):
      state = .quoted
      field.isQuoted = true
    case (.quoteInside, UInt8(ascii: "\"")):
      field.bytes.append(byte)
      state = .quoted
    case (_, separator): endField()
    case (_, 0x0A), (_, 0x0D): endRow(body)
    default:
      field.bytes.append(byte)
      state = .plain
    }
  }

  private mutating func endField() {
    row.fields.append(field)
    field = Field()
    state = .start
  }

  private mutating func endRow(_ body: (Row) -> Void) {
    endField()
    let complete = row
    row = Row(line: line)
    if !complete.isBlank { body(complete) }
  }

  /// The character that stands most often between the names of the first line.
  public static func separator(of text: ArraySlice<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in text.drop(while: { $0 == 0x0A || $0 == 0x0D }) {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A || byte == 0x0D { break }
      counts[byte, default: 0] += 1
    }
    let candidates = Array(",;\t|".utf8)
    return candidates.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? UInt8(ascii: ",")
  }
}
