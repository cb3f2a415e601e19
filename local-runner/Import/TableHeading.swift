import Encoding

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
    separator = declared ?? CSVReader.separator(of: rest)
    self.lines = lines
    var header: CSVReader.Row?
    var reader = CSVReader(separator: separator)
    func keep(_ row: CSVReader.Row) { header = header ?? row }
    reader.read(Array(rest), keep)
    reader.finish(keep)
    guard let header else { return nil }
    names = header.fields.map { String(decoding: $0.bytes, as: UTF8.self).trimmed }
  }
}
