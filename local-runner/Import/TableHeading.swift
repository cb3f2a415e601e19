/// How a file's fields are separated, and the names of its columns as they stand in it.
struct TableHeading {
  let separator: UInt8
  let names: [String]
  /// Lines before the first row: two where a spreadsheet names its separator first, as `sep=;`.
  let lines: Int

  /// Reads the beginning of a file; nil where there is nothing.
  init?(_ start: [UInt8]) throws(RunnerError) {
    var rest = start[...]
    var lines = 1
    var declared: UInt8?
    let first = rest.prefix { $0 != 0x0A && $0 != 0x0D }
    if first.count == 5, first.starts(with: Array("sep=".utf8)) {
      declared = first.last
      rest = rest.dropFirst(first.count).drop { $0 == 0x0A || $0 == 0x0D }
      lines = 2
    }
    separator = declared ?? TableHeading.separator(of: rest)
    self.lines = lines
    var header: CSVReader.Row?
    var reader = CSVReader(separator: separator)
    func keep(_ row: CSVReader.Row) { header = header ?? row }
    try reader.read(Array(rest), keep)
    try reader.finish(keep)
    guard let header else { return nil }
    names = header.fields.map { String(decoding: $0.bytes, as: UTF8.self).trimmed }
  }

  /// The character that stands most often between the names of the first line.
  private static func separator(of text: ArraySlice<UInt8>) -> UInt8 {
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
