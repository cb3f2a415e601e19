import JSON
import Rendering
import Testing

@Suite
struct MustacheTests {
  func render(_ source: String, _ context: JSON, _ escaping: Escaping = .text) throws -> String {
    try MustacheTemplate(source).renderStrictly(context, escaping: escaping)
  }

  @Test(
    arguments: [
      [:], ["first_name": nil], ["first_name": ""], ["first_name": "  \n"], ["first_name": "\u{200B}\u{00A0}"],
    ] as [JSON])
  func aMissingNullOrBlankValueIsAnErrorThatNamesIt(context: JSON) {
    #expect(throws: RenderingError.missing(variable: "first_name")) { try render("Dear Dr. {{first_name}},", context) }
  }

  @Test func sectionsOneAfterTheOtherAreReadInProportionToTheirNumber() throws {
    let source = String(repeating: "a{{#x}}b{{/x}}", count: 40_000)
    var text = ""
    let time = try ContinuousClock().measure { text = try render(source, ["x": false]) }
    #expect(text.utf8.count == 40_000)
    #expect(time < .seconds(20))
  }

  @Test func aListHasNoNumberBeyondThoseOfMarkdown() throws {
    #expect(try render("{{list:0:999999999}}{{list:0}} {{list:0}}", [:]) == "999999999 1000000000")
    #expect(throws: RenderingError.missing(variable: "list:0:9223372036854775807")) {
      try render("{{list:0:9223372036854775807}}{{list:0}}{{list:0}}", [:])
    }
  }

  /// Holds X-74.
  @Test(
    arguments: [
      ["x": [1]], ["x": ["a": 1]], ["x": true],
    ] as [JSON])
  func aListAnObjectOrATruthValueCannotBePrinted(context: JSON) {
    #expect(throws: RenderingError.unprintable(variable: "x")) { try render("{{x}}", context) }
  }

  @Test(arguments: [0, "", " ", false, nil, []] as [JSON])
  func zeroBlankTextFalseNullAndEmptyListsHideASection(value: JSON) throws {
    #expect(try render("a{{#x}}b{{/x}}{{^x}}c{{/x}}", ["x": value]) == "ac")
    #expect(try render("a{{#x}}b{{/x}}{{^x}}c{{/x}}", [:]) == "ac")
  }

  @Test
  func numbersArePrintedWithoutNeedlessDigits() throws {
    #expect(try render("{{a}} {{b}} {{c}}", ["a": 12, "b": 12.0, "c": 2.5]) == "12 12 2.5")
  }

  @Test(arguments: [Escaping.html, .text, .header, .sms])
  func aValueIsNeverReadAsATemplateInAnyContext(escaping: Escaping) throws {
    let rendered = try render("{{x}}{{y}}", ["x": "{{y}}{{{y}}}{{#y}}", "y": "secret"], escaping)
    #expect(rendered == "{{y}}{{{y}}}{{#y}}secret")
  }

  @Test(
    arguments: [
      "Wound Care\n", "Wound\tCare", "Wound Care\r", "\u{FEFF}Wound Care", "Wound\u{2028}Care", "Wound\r\nCare",
      " Wound Care ",
      "Wound\u{0}Care", "Wound \u{85}Care", "\u{A0}Wound Care\u{3000}", "Wound\u{1B}\u{7F} Care", "\u{202E}Wound Care",
    ], [Escaping.header, .text, .sms, .html])
  func aValueIsTrimmedAndItsLineBreaksAndControlCharactersAreBlanks(value: String, escaping: Escaping) throws {
    #expect(try render("{{x}}", ["x": .string(value)], escaping) == "Wound Care")
  }

  @Test
  func plainTextLosesControlsAndDirectionOverridesAndStaysOnItsLine() throws {
    #expect(try render("{{x}}", ["x": "a\u{7}\u{202E}b\r\nc\u{2066}"]) == "a b c")
  }

  @Test
  func tripleBracesEscapeAsWellWhereALearnersValuesArePrinted() throws {
    #expect(try render("{{{x}}}{{&x}}", ["x": "<b>"], .html) == "&lt;b&gt;&lt;b&gt;")
  }

  @Test(arguments: [
    ("a\n {{#x}}", 2, 2), ("{{/x}}", 1, 1), ("{{#a}}\n{{/b}}", 2, 1), ("x {{", 1, 3), ("{{ }}", 1, 1),
    ("{{first name}}", 1, 1), ("{{=a=}}", 1, 1),
  ])
  func anUnclosedUnopenedEmptyOrBlankRiddenTagIsRefusedWithItsPlace(source: String, line: Int, column: Int) {
    #expect {
      try MustacheTemplate(source)
    } throws: { error in
      (error as? MustacheError).map { ($0.line, $0.column) == (line, column) } ?? false
    }
  }

  @Test
  func nestingIsBoundedAndDeepTemplatesEndWithAnErrorNotACrash() {
    let deep = String(repeating: "{{#a}}", count: 10_000)
    #expect(throws: MustacheError.self) { try MustacheTemplate(deep) }
    let exploding = (0..<8).map { "{{#l\($0)}}" }.joined() + "x" + (0..<8).reversed().map { "{{/l\($0)}}" }.joined()
    let lists = JSON.object(
      Dictionary(uniqueKeysWithValues: (0..<8).map { ("l\($0)", JSON.array(Array(repeating: 1, count: 50))) }))
    #expect(throws: RenderingError.tooLarge) { try render(exploding, lists) }
  }

  @Test
  func variablesAreListedWithTheirRoleSectionsAndPlace() throws {
    let found = try MustacheTemplate("{{a}}\n{{#b}}{{c.d}}{{^e}}{{{f}}}{{/e}}{{/b}}").variables
    #expect(found.map(\.name) == ["a", "b", "c.d", "e", "f"])
    #expect(found.map(\.role) == [.value, .section, .value, .invertedSection, .rawValue])
    #expect(found.map(\.sections) == [[], [], ["b"], ["b"], ["b"]])
    #expect(found.map(\.line) == [1, 2, 2, 2, 2])
  }
}

@Suite
struct MustacheProperties {
  static let pieces = [
    "{{", "}}", "{{{", "}}}", "#", "^", "/", ">", "&", "!", "=", "a", "b", ".", "a.b", " ", "\n", "<", "\"", "é",
    "{{a}}",
    "{{#a}}", "{{/a}}", "{{^b}}", "{{/b}}", "{{=<% %>=}}", "{{>p}}", "{{link:0}}", "\u{202E}",
  ]

  @Test
  func noTemplateAndNoContextCrashesTheParserOrTheRenderer() {
    var random = Seeded(7)
    var parsed = 0
    for _ in 0..<5_000 {
      let source = (0..<Int.random(in: 0...20, using: &random))
        .map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
      guard let template = try? MustacheTemplate(source) else { continue }
      parsed += 1
      let context: JSON = ["a": ["b": "<x>", "a": [1, 2]], "b": .bool(Bool.random(using: &random))]
      _ = try? template.render(context, partials: ["p": source])
      _ = try? template.renderStrictly(context, escaping: .html)
    }
    #expect(parsed > 500)
  }

  @Test
  func noValueBringsMarkupALineBreakOrAnOverrideIntoThePlaceWhereItIsPrinted() throws {
    var random = Seeded(11)
    let template = try MustacheTemplate("[{{x}}]")
    let scalars = Array("<>&\"'`= abé\n\r\t\u{0}\u{7F}\u{85}\u{202E}\u{2067}\u{2028}\u{FEFF}😀नि".unicodeScalars)
    for _ in 0..<2_000 {
      var value = String.UnicodeScalarView()
      for _ in 0..<12 { value.append(scalars.randomElement(using: &random) ?? "x") }
      let context: JSON = ["x": .string("k" + String(value))]
      let html = try template.renderStrictly(context, escaping: .html).unicodeScalars
      #expect(!html.contains { "<>\"'".unicodeScalars.contains($0) || (0x202A...0x202E).contains($0.value) })
      let text = try template.renderStrictly(context, escaping: .text).unicodeScalars
      #expect(
        !text.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || (0x2066...0x2069).contains($0.value) })
      if let header = try? template.renderStrictly(context, escaping: .header) {
        #expect(header.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
      }
    }
  }
}
