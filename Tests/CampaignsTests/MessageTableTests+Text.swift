import JSON
import Rendering
import Testing

/// Tables as text.
extension MessageTableTests {
  private func text(_ names: [String]) throws -> String {
    let items = names.map { JSON.object(["name": .string($0), "price": "9.00"]) }
    return try Receipt.email(
      of: "| Class | Price |\n| --- | ---: |\n{{#items}}\n| {{name}} | {{price}} |\n{{/items}}\n| Total | {{total}} |",
      ["items": .array(items), "total": "18.00"]
    ).text
  }

  @Test func wideLettersTakeTwoColumnsAndMarksNone() throws {
    #expect(try text(["書道", "Cafe\u{301}"]).contains("書道    9.00\nCafe\u{301}    9.00\nTotal  18.00"))
    #expect(try text(["🎹🎻", "👩‍🏫"]).contains("🎹🎻    9.00\n👩‍🏫      9.00"))
  }

  @Test func lettersFromTheRightStayInTheirColumn() throws {
    #expect(try text(["رسم", "Piano"]).contains("رسم\u{200E}     9.00\nPiano   9.00"))
  }

  @Test(arguments: [(65, true), (66, false)])
  func aTableOfMoreThan72ColumnsIsWrittenALineForEachValue(letters: Int, isAligned: Bool) throws {
    let name = String(repeating: "x", count: letters)
    let text = try text([name])
    #expect(text.contains("\(name)   9.00") == isAligned)
    #expect(text.contains("Class: \(name)\nPrice: 9.00\n\nTotal: 18.00") == false)
    #expect(text.contains("\(name): 9.00\nTotal: 18.00") != isAligned)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 72 })
  }

  @Test func theRowsOfAWideTableAreBlocksOfHeaderAndValue() throws {
    let text = try Receipt.email("german").text
    #expect(
      text.contains(
        """
        Class: Rechtsschutzversicherungsgesellschaften verstehen (https://u.example/c/32)
        For: Annegret von und zu Hohenlohe-Schillingsfürst
        Price: 949,00 €

        Discount: −209,80 €
        Total: 1.888,20 €

        """))
  }
}
