import Campaigns
import Foundation
import JSON
import Rendering
import Testing

/// Tables of emails: what readers get of what authors write.
@Suite
struct MessageTableTests {
  private static let rows: JSON = [
    "items": [
      ["name": "Piano", "child": "Mia", "price": "99.00", "url": "https://c.example/p"],
      ["name": "Drawing", "child": "Leo", "price": "50.00", "url": "https://c.example/d"],
    ],
    "gone": [], "discount": "14.90", "has_discount": true, "total": "134.10",
  ]
  private static let table = """
    | Class | For | Price |
    | --- | :-: | ---: |
    {{#items}}
    | {{name}} | {{child}} | {{price}} |
    {{/items}}
    {{#has_discount}}
    | Discount | | −{{discount}} |
    {{/has_discount}}
    | **Total** | | **{{total}}** |
    """

  private func email(_ body: String = table, _ values: JSON = [:]) throws -> RenderedEmail {
    try Receipt.email(of: body, .object((Self.rows.object ?? [:]).merging(values.object ?? [:]) { $1 }))
  }

  /// Holds REQ-3-22.
  @Test func aListIsRowsAndTotalsStandBelow() throws {
    let email = try email()
    #expect(
      email.text.contains(
        """
        Class     For   Price
        --------  ---  ------
        Piano     Mia   99.00
        Drawing   Leo   50.00
        Discount       −14.90
        Total          134.10
        """))
    let head = try #require(email.html.firstMatch(of: /<thead>.*<\/thead>/)).0
    #expect(head.components(separatedBy: "<th scope=\"col\"").count == 1 + 3)
    #expect(
      email.html.components(separatedBy: "<th scope=\"row\"").count == 1 + 4, "each row is named by its first cell")
    #expect(email.html.contains("<strong>134.10</strong></td></tr>"))
    #expect(email.html.components(separatedBy: "colspan=\"2\"").count == 1 + 2, "a label reaches to its amount")
    #expect(!email.html.contains("\u{1F}") && !email.text.contains("\u{1F}"))
  }

  @Test func aRowInASectionIsThereOnlyWhereItsValueIs() throws {
    let email = try email(Self.table, ["has_discount": false])
    #expect(!email.html.contains("Discount") && !email.text.contains("Discount"))
    #expect(email.text.contains("Drawing  Leo   50.00\nTotal         134.10"))
  }

  @Test func anEmptyListSaysSoInARowOfItsOwn() throws {
    let body = """
      | Class | Price |
      | --- | ---: |
      {{#gone}}
      | {{name}} | {{price}} |
      {{/gone}}
      {{^gone}}
      | No class is left | |
      {{/gone}}
      """
    var mini = MiniCampaign()
    mini.addToSample(["gone": [["name": "Piano", "price": "99.00"]]])
    mini.replace("messages/hello.email.md", "Team {{brand}}", body)
    #expect(mini.faults() == [])
    let email = try Receipt.email(
      of: body.replacing("{{name}}", with: "x").replacing("{{price}}", with: "y"), Self.rows)
    #expect(email.html.contains(">No class is left</td></tr>") && email.text.contains("\nNo class is left\n"))
  }

  @Test func sectionsNestAsListsDo() throws {
    let body = """
      | Class | Price |
      | --- | ---: |
      {{#items}}
      {{#child}}
      | {{name}} for {{child}} | {{price}} |
      {{/child}}
      {{^child}}
      | {{name}} | {{price}} |
      {{/child}}
      {{/items}}
      | {{#has_discount}}Reduced{{/has_discount}} total | {{total}} |
      """
    let text = try email(body).text
    #expect(text.contains("Piano for Mia     99.00\nDrawing for Leo   50.00\nReduced total    134.10"))
  }

  @Test func aTableStandsInASectionOfItsOwn() throws {
    let body = "Before\n\n{{#has_discount}}\n\(Self.table)\n{{/has_discount}}\n\nAfter"
    #expect(try email(body).text.contains("Total          134.10\n\nAfter"))
    let without = try email(body, ["has_discount": false])
    #expect(without.text.contains("Before\n\nAfter") && !without.html.contains("<th"))
  }

  @Test func aCellMayHaveALinkAndCodeIsWords() throws {
    let email = try email(
      "| Class | Code |\n| --- | --- |\n{{#items}}\n| [{{name}}]({{url}}) | `a--b` |\n{{/items}}\n| x | y |")
    #expect(email.links.prefix(2).map(\.target) == ["https://c.example/p", "https://c.example/d"])
    #expect(email.html.contains("<a class=\"link\" href=\"https://u.example/c/19\""))
    #expect(email.text.contains("Piano (https://u.example/c/19)    a--b"))
  }

  @Test(arguments: ["a | b", "| --- |\n| x |", "</td><td>x", "{{total}}", "a\u{1F}b\u{1E}c\u{1D}", "\\|", "<b>x</b>"])
  func aValueMakesNoCells(value: String) throws {
    let email = try email(Self.table, ["items": [["name": .string(value), "child": "Mia", "price": "99.00"]]])
    let rows = email.html.components(separatedBy: "<tr><th scope=\"row\"")
    #expect(rows.count == 1 + 3)
    #expect(rows[1].components(separatedBy: "<td").count == 1 + 2)
    #expect(!email.html.contains("<b>x"))
    let line = try #require(email.text.split(separator: "\n").first { $0.contains("Mia") })
    #expect(line.hasSuffix("  Mia   99.00"), "\(line)")
  }

  @Test func alignmentsHeadingsAndAmountsAreAsTheAuthorSays() throws {
    let html = try email().html
    #expect(html.contains("text-align:center") && html.contains("text-align:end"))
    for amount in ["99.00", "50.00", "−14.90"] {
      let cell = try #require(html.components(separatedBy: "<td ").first { $0.contains(">\(amount)<") })
      #expect(cell.contains("white-space:nowrap"), "an amount is never broken")
    }
    #expect(try #require(html.firstMatch(of: /<th scope="row"[^>]*>Piano/)).0.contains("word-break:break-word"))
  }

  @Test func aTableOfLabelsAndValuesHasNoHeader() throws {
    let email = try email(
      "|  |  |\n| --- | --- |\n| Paid on | {{total}} |\n{{#has_discount}}\n| Saved | {{discount}} |\n{{/has_discount}}")
    #expect(email.text.contains("Paid on: 134.10\nSaved: 14.90"))
    #expect(!email.html.contains("<thead") && email.html.contains("<th scope=\"row\" class"))
  }
}
