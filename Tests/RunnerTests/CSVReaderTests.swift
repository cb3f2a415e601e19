import Encoding
import Foundation
import Testing

@testable import local_runner

/// CSV as programs save it.
@Suite struct CSVReaderTests {
  private func rows(_ text: String, separator: Character = ",", pieces: Int = 3) throws -> [[String]] {
    try lines(Array(text.utf8), separator: separator, pieces: pieces).map(\.fields)
  }

  private func lines(
    _ bytes: [UInt8], separator: Character = ",", pieces: Int = 3
  ) throws -> [(line: Int, fields: [String])] {
    var reader = CSVReader(separator: separator.asciiValue ?? 0)
    var rows: [(Int, [String])] = []
    func keep(_ row: CSVReader.Row) {
      rows.append((row.line, row.fields.map { String(decoding: $0.bytes, as: UTF8.self) }))
    }
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      reader.read(Array(bytes[start..<min(start + pieces, bytes.count)]), keep)
    }
    reader.finish(keep)
    return rows
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func everySystemsLineEndsEndRowsAndInsideQuotesTheyAreText(end: String) throws {
    let text = ["a,b", "1,\"two\(end)lines\"", "", "2,\"say \"\"hi\"\"\"", "3,"].joined(separator: end)
    let rows = try lines(Array(text.utf8))
    #expect(rows.map(\.fields) == [["a", "b"], ["1", "two\(end)lines"], ["2", "say \"hi\""], ["3", ""]])
    #expect(rows.map(\.line) == [1, 2, 5, 6])
  }

  @Test func aQuotationMarkInsideAFieldIsALetterAndAnOpenOneIsSeen() throws {
    #expect(try rows("5\" disk,x\n") == [["5\" disk", "x"]])
    var reader = CSVReader(separator: UInt8(ascii: ","))
    var isClosed = true
    reader.read(Array("1,\"never closed\n2,x\n".utf8)) { _ in }
    reader.finish { isClosed = $0.isClosed }
    #expect(!isClosed)
  }

  @Test(arguments: [
    ("user_id,first_name", ","), ("user_id;first,name;email", ";"), ("user_id\tfirst_name", "\t"),
    ("sep=;\r\na;b", ";"),
    ("\"a;b\",c", ","), ("user_id", ","), ("a|b|c", "|"),
  ])
  func theSeparatorIsTheOneThatStandsBetweenTheNames(text: String, separator: Character) throws {
    #expect(try TableHeading(Array(text.utf8))?.separator == separator.asciiValue)
  }

  @Test func namesAreTrimmedAndSeparatorLinesCounted() throws {
    let heading = try #require(try TableHeading(Array("sep=;\n User ID ;\"E-Mail\"\n1;x\n".utf8)))
    #expect(heading.names == ["User ID", "E-Mail"])
    #expect(heading.lines == 2)
    #expect(try TableHeading([]) == nil)
  }

  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
  func sixteenBitTextIsConvertedWhereverItIsCut(encoding: String.Encoding) throws {
    let text = "user_id,first_name\n1,Zoë 🎓 Šimková\n"
    let mark: [UInt8] = encoding == .utf16LittleEndian ? [0xFF, 0xFE] : [0xFE, 0xFF]
    let bytes = mark + Array(try #require(text.data(using: encoding)))
    for size in [1, 2, 3, 7, 200] {
      var stream = TextStream()
      var decoded: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        decoded += stream.decode(Array(bytes[start..<min(start + size, bytes.count)]))
      }
      #expect(String(decoding: decoded + stream.finish(), as: UTF8.self) == text, "pieces of \(size)")
    }
  }

  @Test func aByteOrderMarkIsNoText() {
    for text in ["\u{FEFF}ab", "\u{FEFF}", "", "ab", "a"] {
      var stream = TextStream()
      let decoded = Array(text.utf8).flatMap { stream.decode([$0]) } + stream.finish()
      #expect(String(decoding: decoded, as: UTF8.self) == text.replacing("\u{FEFF}", with: ""))
    }
  }

  @Test(arguments: [
    ([0x20, 0x4D, 0x61, 0xC2, 0xA0], false, "Ma"), ([], false, "\\N"), ([0x20], true, "\\N"),
    (Array("NULL".utf8), false, "\\N"), (Array("NULL".utf8), true, "NULL"), (Array("\\N".utf8), false, "\\N"),
    (Array("a\tb\\c\nd".utf8), true, "a\\tb\\\\c\\nd"), ([0x5A, 0x6F, 0xEB], false, "Zoë"),
    ([0x80, 0x35], false, "€5"),
  ])
  func fieldsBecomeValues(bytes: [UInt8], isQuoted: Bool, value: String) {
    var line: [UInt8] = []
    #expect(FieldText.append(CSVReader.Field(bytes: bytes, isQuoted: isQuoted), to: &line))
    #expect(String(decoding: line, as: UTF8.self) == value)
  }
}
