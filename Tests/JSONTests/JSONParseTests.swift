import JSON
import Testing

struct JSONParseTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    let text: String
    let reason: String
    let line: Int
    let column: Int
    let path: String
    var testDescription: String { text }

    init(_ text: String, _ reason: String, line: Int = 1, column: Int, path: String = "$") {
      (self.text, self.reason, self.line, self.column, self.path) = (text, reason, line, column, path)
    }
  }

  @Test(arguments: [
    Fault("", "the text is empty", column: 1),
    Fault("{\"a\":1,\"a\":2}", "the key stands twice in one object", column: 8, path: "$.a"),
    Fault("{\n \"a\": NaN}", "a value cannot start with N", line: 2, column: 7, path: "$.a"),
    Fault("{\"a\":[1,2", "a comma or ] is missing", column: 10, path: "$.a"),
    Fault("[1,{\"b\":}]", "a value cannot start with }", column: 9, path: "$[1].b"),
    Fault("[1] 2", "text after the end of the value", column: 5),
    Fault("[01]", "a number cannot start with a zero", column: 4, path: "$[0]"),
    Fault("[1e999]", "the number is out of range", column: 2, path: "$[0]"),
    Fault("[\"\\ud800\"]", "half of a surrogate pair", column: 9, path: "$[0]"),
    Fault("[\"\\u0000\"]", "\\u0000 cannot be stored", column: 9, path: "$[0]"),
    Fault("[\"a\nb\"]", "a control character must be escaped", column: 4, path: "$[0]"),
    Fault("{\"a\":\"b", "the text ends inside a string", column: 8, path: "$.a"),
    Fault("[tru]", "only true, false and null may stand without quotes", column: 2, path: "$[0]"),
  ])
  func aRefusalSaysWhatIsWrongAndWhere(_ fault: Fault) {
    let error = #expect(throws: JSONError.self) { try JSON.parse(fault.text) }
    #expect(error?.reason == fault.reason)
    #expect(error?.line == fault.line)
    #expect(error?.column == fault.column)
    #expect(error?.path == fault.path)
  }

  @Test func stringsThatAreNotUTF8AreRefusedWhereTheyStart() {
    let error = #expect(throws: JSONError.self) { try JSON.parse([0x5B, 0x22, 0x61, 0xFF, 0x22, 0x5D]) }
    #expect(error?.reason == "the string is not UTF-8")
    #expect(error?.path == "$[0]")
  }

  @Test func aCallbacksTextThatIsNoUnicodeIsMendedAndTheRestStaysAsItIs() throws {
    let text = Array(#"["\ud83d","\ud83d\ude00","\ud83d\u0041b","\udc00"#.utf8) + [0xFF] + Array(#"",1]"#.utf8)
    #expect(throws: JSONError.self) { try JSON.parse(text) }
    #expect(
      try JSON.parse(text, limits: .callback) == ["\u{FFFD}", "😀", "\u{FFFD}b", "\u{FFFD}\u{FFFD}", 1])
  }

  @Test func the64LevelsAreReadAnd65AreRefused() throws {
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
    _ = try JSON.parse(nested(64))
    let error = #expect(throws: JSONError.self) { try JSON.parse(nested(65)) }
    #expect(error?.reason == "nested deeper than 64 levels")
    #expect(throws: JSONError.self) { try JSON.parse(String(repeating: "{\"a\":", count: 1_000_000)) }
  }

  @Test func aTextOverTheLimitIsRefusedBeforeItIsRead() {
    let limits = JSONLimits(bytes: 3, depth: 4)
    #expect(throws: JSONError.self) { try JSON.parse("1234", limits: limits) }
    #expect((try? JSON.parse("123", limits: limits)) == 123)
  }

  @Test func aLongKeyDoesNotMakeALongMessage() {
    let key = String(repeating: "k", count: 100_000)
    let error = #expect(throws: JSONError.self) { try JSON.parse("{\"\(key)\":x}") }
    #expect((error?.description.utf8.count ?? .max) < 300)
  }

  @Test func integersOf64BitsStayExactAndOthersBecomeNumbers() throws {
    #expect(try JSON.parse("9223372036854775807") == .integer(.max))
    #expect(try JSON.parse("-9223372036854775808") == .integer(.min))
    #expect(try JSON.parse("9223372036854775808") == .number(9_223_372_036_854_775_808))
    #expect(try JSON.parse("1.0") == .number(1))
  }
}
