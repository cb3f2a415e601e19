import Foundation
import JSON
import Rendering
import Testing

@Suite(.enabled(if: Suites.areThere, "the suites are not beside the package"))
struct SMSSegmentTests {
  @Test
  func ourOwnVectorsAgreeInEncodingUnitsAndSegments() throws {
    let cases = try #require(Suites.json("vectors/sms_segments.json")["cases"]?.array)
    #expect(cases.count == 26)
    for vector in cases {
      let segments = SMSSegments(try #require(vector["text"]?.string))
      let name = vector["name"]?.string ?? ""
      #expect(segments.encoding.rawValue == vector["encoding"]?.string, "\(name)")
      #expect(segments.units == vector["units"]?.integer, "\(name)")
      #expect(segments.count == vector["segments"]?.integer, "\(name)")
    }
  }

  @Test
  func aProvidersCalculatorAgreesInEncodingAndSegments() throws {
    let vectors = try #require(Suites.json("sms_segments/segment_vectors.json")["vectors"]?.array)
    #expect(vectors.count > 10)
    for vector in vectors {
      let segments = SMSSegments(try #require(vector["body"]?.string))
      let name = vector["name"]?.string ?? ""
      if let encoding = vector["encoding"]?.string { #expect(segments.encoding.rawValue == encoding, "\(name)") }
      if let count = vector["segments"]?.integer { #expect(segments.count == count, "\(name)") }
    }
  }

  @Test
  func theAlphabetIsTheUnicodeConsortiumsTableWithTheCapitalCedilla() throws {
    let rows = try #require(Suites.json("gsm7/gsm0338.json").array)
    var compared = 0
    for row in rows {
      guard let code = row.array?.first?.string, let unicode = row.array?.dropFirst().first?.string,
        let value = UInt32(unicode.dropFirst(2), radix: 16), let scalar = Unicode.Scalar(value),
        !["ç", "\u{A0}", "\u{1B}"].contains(scalar), !["\u{391}", "\u{392}"].contains(scalar), value != 0
      else { continue }
      let segments = SMSSegments(String(scalar))
      if (0x391...0x3A9).contains(value), segments.encoding == .ucs2 { continue }
      #expect(segments.encoding == .gsm7, "U+\(unicode)")
      #expect(segments.units == (code.count > 4 ? 2 : 1), "U+\(unicode)")
      compared += 1
    }
    #expect(compared > 120)
  }
}

@Suite
struct SMSRendererTests {
  static let sender = SenderDetails(brand: "Acme", postalAddress: "1 High Street")
  static let links = RecipientLinks(
    unsubscribe: "https://r.example/u/1", unsubscribeAll: "https://r.example/u/2", preferences: "https://r.example/p/1")

  func render(_ source: SMSSource, _ context: JSON) throws -> RenderedSMS {
    try SMSRenderer.render(
      SMSTemplate(source), context: context, sender: Self.sender, links: Self.links,
      rewriting: { _ in "https://r.example/c/Ab3dE" })
  }

  /// Holds X-58.
  @Test
  func everyMessageEndsWithTheOptOutUnlessItNamesSTOPItself() throws {
    #expect(try render(SMSSource(text: "Hello"), [:]).text == "Hello\nReply STOP to opt out")
    #expect(try render(SMSSource(text: "Hello. STOP ends it."), [:]).text == "Hello. STOP ends it.")
    #expect(try render(SMSSource(text: "Nonstop STOPS"), [:]).text.hasSuffix("Reply STOP to opt out"))
    #expect(try render(SMSSource(text: "Paid", carriesOptOut: false), [:]).text == "Paid")
  }

  @Test
  func typographicPunctuationBecomesPlainWhereThatKeepsOneByteACharacter() throws {
    let plain = try render(SMSSource(text: "“It’s” – fine… {{x}}"), ["x": "a"])
    #expect(plain.text.hasPrefix("\"It's\" - fine... a"))
    #expect(plain.segments.encoding == .gsm7)
    let hindi = try render(SMSSource(text: "It’s {{x}}"), ["x": "नमस्ते"])
    #expect(hindi.text.hasPrefix("It’s "))
    #expect(hindi.segments.encoding == .ucs2)
  }

  @Test(arguments: [
    (String(repeating: "Advanced cardiology ", count: 12), "..."),
    (String(repeating: "हृदय रोग विज्ञान ", count: 12), "…"),
    (String(repeating: "👩🏽‍⚕️ clinic ", count: 20), "…"),
  ])
  func aLongCourseNameIsCutAtACharacterTheLearnersNameAndTheLinkStayWhole(name: String, ellipsis: String) throws {
    let source = SMSSource(
      text: "Dr {{last_name}}, you are 40% through {{course_name}}. {{link:0}}", links: ["{{course_link}}"],
      shortens: ["course_name"])
    let context: JSON = [
      "last_name": "Venkataraman-Krishnamurthy", "course_name": .string(name), "course_link": "https://c.example/1",
    ]
    let rendered = try render(source, context)
    #expect(rendered.segments.count <= 2)
    #expect(rendered.text.contains("Venkataraman-Krishnamurthy"))
    #expect(rendered.text.contains("https://r.example/c/Ab3dE"))
    #expect(rendered.text.contains(ellipsis))
    #expect(rendered.links == [RenderedLink(target: "https://c.example/1", address: "https://r.example/c/Ab3dE")])
    let start = try #require(rendered.text.range(of: "through "))
    let kept = rendered.text[start.upperBound...].prefix { $0 != "…" && $0 != "." }
    #expect(name.hasPrefix(kept), "a character was cut in half")
    #expect(SMSSegments(rendered.text) == rendered.segments)
  }

  @Test(arguments: [
    ("प्रिया", "Community Health Worker Foundations"), ("Nguyễn Thị", "Infection Prevention and Control"),
    ("Łukasz", "Opieka nad ranami przewlekłymi"), ("Maya", "Wound Care 🩹 essentials"), ("Ayşe", "Wound Care"),
    ("D’Ångela", "Wound Care"), ("Александра", "Основы ухода за ранами"), ("عبد الرحمن", "أساسيات الرعاية"),
    ("欧阳娜娜", "社区卫生"),
  ])
  func aTextGoesOutForEveryName(name: String, course: String) throws {
    let source = SMSSource(
      text:
        "{{first_name}},\nyou are 40% through {{course_name}}.\nFinish for 3 CPD points and your certificate:\n{{link:0}}\n-{{brand}}",
      links: ["https://c.example/1"], shortens: ["course_name"])
    let rendered = try render(source, ["first_name": .string(name), "course_name": .string(course)])
    #expect(rendered.text.contains(name) || rendered.text.contains("D'Ångela"))
    #expect(rendered.segments.count <= (rendered.segments.encoding == .ucs2 ? 4 : 2))
  }

  @Test func moreSegmentsAreTakenOnlyWhereLettersHalveThemAndShorteningIsNotEnough() throws {
    let text = String(repeating: "a", count: 130) + "{{x}}"
    let source = SMSSource(text: text, maximumSegments: 1, unicodeSegments: 3, carriesOptOut: false)
    #expect(try render(source, ["x": "b"]).segments.count == 1)
    #expect(try render(source, ["x": "ş"]).segments.count == 2)
    #expect(throws: RenderingError.tooManySegments(count: 2, allowed: 1)) {
      try render(source, ["x": .string(String(repeating: "b", count: 40))])
    }
    #expect(throws: RenderingError.tooManySegments(count: 5, allowed: 3)) {
      try render(source, ["x": .string(String(repeating: "ş", count: 150))])
    }
  }

  @Test(arguments: [
    ("Ayşe", "Ayse"), ("Łukasz", "Lukasz"), ("Nguyễn Thị Phương", "Nguyen Thi Phuong"),
    ("Wound Care 🩹 essentials", "Wound Care essentials"),
    ("Œuvre Straße ıŞ", "OEuvre Straße iS"), ("Zoë – 👩🏽‍⚕️", "Zoe -"), ("प्रिया", "प्रिया"), ("Ayşe प्रिया", "Ayşe प्रिया"), ("Ana", "Ana"),
  ])
  func latinLettersAreWrittenWithTheirNearestWhereTheCampaignAllowsThat(name: String, expected: String) throws {
    let source = SMSSource(text: "{{x}}", transliterates: true, carriesOptOut: false)
    let rendered = try render(source, ["x": .string(name)])
    #expect(rendered.text == expected)
    #expect(SMSSegments(rendered.text) == rendered.segments)
    let plain = try render(SMSSource(text: "{{x}}", carriesOptOut: false), ["x": .string(name)]).text
    #expect(plain == name || rendered.text == plain || SMSSegments(plain).encoding == .ucs2)
  }

  @Test
  func whatCannotBeShortenedEnoughIsRefusedNotCut() throws {
    let source = SMSSource(text: "{{a}} {{b}}", shortens: ["b"])
    #expect(throws: RenderingError.tooManySegments(count: 3, allowed: 2)) {
      try render(source, ["a": .string(String(repeating: "x", count: 300)), "b": "short course"])
    }
  }

  @Test
  func theSegmentsOfAnyTextHoldAllOfItAndNoPartIsLargerThanItMayBe() {
    var random = Seeded(3)
    for _ in 0..<2_000 {
      let alphabet = Array(Bool.random(using: &random) ? "ab€[é" : "ab€я😀")
      let text = String(
        (0..<Int.random(in: 0...400, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "a" })
      let segments = SMSSegments(text)
      let (single, part) = segments.encoding == .gsm7 ? (160, 153) : (70, 67)
      #expect((segments.count == 1) == (segments.units > 0 && segments.units <= single))
      #expect(segments.units <= segments.count * max(part, segments.count == 1 ? single : part))
    }
  }

  @Test
  func aSourceSurvivesJSON() throws {
    let source = SMSSource(
      text: "a", links: ["b"], shortens: ["c"], maximumSegments: 1, unicodeSegments: 7, transliterates: true,
      carriesOptOut: false)
    #expect(SMSSource(json: try JSON.parse(source.json.text)) == source)
  }
}
