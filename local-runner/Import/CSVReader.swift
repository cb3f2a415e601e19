/// Reads CSV as programs save it: quoted fields with line breaks in them, doubled quotes, lines that end in LF, CRLF or CR.
struct CSVReader {
  struct Field {
    var bytes: [UInt8] = []
    var isQuoted = false
  }

  struct Row {
    /// The line on which the row begins, from 1.
    var line: Int
    var fields: [Field] = []
    /// Whether every quotation mark found its end.
    var isClosed = true

    /// Whether there is nothing on the line.
    var isBlank: Bool { fields.allSatisfy { $0.bytes.isEmpty && !$0.isQuoted } }
  }

  private enum State { case start, plain, quoted, quoteInside }

  private let separator: UInt8
  private var state = State.start
  private var field = Field()
  private var row = Row(line: 1)
  private var line = 1
  private var isAfterReturn = false

  init(separator: UInt8) { self.separator = separator }

  /// Reads a piece of the text and hands over the rows that end in it.
  mutating func read(_ piece: [UInt8], _ body: (Row) throws(RunnerError) -> Void) throws(RunnerError) {
    for byte in piece { try take(byte, body) }
  }

  /// Hands over the last row, where no line's end follows it.
  mutating func finish(_ body: (Row) throws(RunnerError) -> Void) throws(RunnerError) {
    row.isClosed = state != .quoted
    if state != .start || !row.fields.isEmpty { try endRow(body) }
  }

  private mutating func take(_ byte: UInt8, _ body: (Row) throws(RunnerError) -> Void) throws(RunnerError) {
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
    case (_, 0x0A), (_, 0x0D): try endRow(body)
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

  private mutating func endRow(_ body: (Row) throws(RunnerError) -> Void) throws(RunnerError) {
    endField()
    let complete = row
    row = Row(line: line)
    if !complete.isBlank { try body(complete) }
  }
}
