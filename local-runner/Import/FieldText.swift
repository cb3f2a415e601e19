import Encoding

/// A field's value as COPY's text form: without white space around it, `\N` where there is none.
enum FieldText {
  /// Appends the value; returns false where it holds a NUL, which no table can store.
  static func append(_ field: CSVReader.Field, to line: inout [UInt8]) -> Bool {
    let value = trimmed(utf8(field.bytes))
    let isAbsent = value.isEmpty || (!field.isQuoted && absent.contains { value.elementsEqual($0) })
    if isAbsent { line += [UInt8(ascii: "\\"), UInt8(ascii: "N")] } else { escape(value, to: &line) }
    return !value.contains(0)
  }

  /// How programs write that there is no value.
  private static let absent = ["NULL", "\\N"].map { Array($0.utf8) }

  private static func escape(_ value: ArraySlice<UInt8>, to line: inout [UInt8]) {
    for byte in value {
      switch byte {
      case UInt8(ascii: "\\"): line += Array("\\\\".utf8)
      case 0x09: line += Array("\\t".utf8)
      case 0x0A: line += Array("\\n".utf8)
      case 0x0D: line += Array("\\r".utf8)
      default: line.append(byte)
      }
    }
  }

  /// The bytes without blanks, tabs, line breaks, no-break spaces and marks without width at both ends.
  private static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    var rest = bytes[...]
    while let count = blanks.first(where: { rest.starts(with: $0) })?.count { rest = rest.dropFirst(count) }
    while let count = blanks.first(where: { rest.suffix($0.count).elementsEqual($0) })?.count {
      rest = rest.dropLast(count)
    }
    return rest
  }

  private static let blanks: [[UInt8]] = [
    [0x20], [0x09], [0x0A], [0x0D], [0xC2, 0xA0], [0xE2, 0x80, 0xAF], [0xE2, 0x80, 0x8B], [0xEF, 0xBB, 0xBF],
  ]

  /// The bytes where they are UTF-8; otherwise they are Windows-1252, in which older spreadsheets save.
  private static func utf8(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.allSatisfy({ $0 < 0x80 }) || String(validating: bytes, as: UTF8.self) != nil { return bytes }
    var text = ""
    for byte in bytes {
      let code = (0x80...0x9F).contains(byte) ? windows[Int(byte) - 0x80] : UInt16(byte)
      text.unicodeScalars.append(Unicode.Scalar(code) ?? "\u{FFFD}")
    }
    return Array(text.utf8)
  }

  /// Windows-1252 from 0x80 to 0x9F; everything else stands where Unicode has it.
  private static let windows: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
  ]
}
