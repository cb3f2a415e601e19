import Campaigns
import JSON
import Testing

/// What is refused of tables, and where.
@Suite
struct MessageTableFaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let body: String
    let fault: String
    var testDescription: String { fault }

    init(_ body: String, _ fault: String) { (self.body, self.fault) = (body, fault) }
  }

  private static let head = "| A | B |\n| --- | --- |\n"
  static let cases = [
    Case("\(head)| x | y | z |", "17: the row has 3 cells and the table's header 2"),
    Case("\(head)| x |", "17: the row has 1 cells and the table's header 2"),
    Case("\(head)| x | y |\nand so on", "18: a row of a table begins with |"),
    Case("\(head)| x | y |\nand | so on", "18: a row of a table begins with |"),
    Case("\(head)\n| x | y |", "15: the table has no row below its header"),
    Case("\(head)\n| x | y |", "18: no table begins here"),
    Case("| A | B |\n| --- |\n| x | y |", "15: no table begins here"),
    Case(
      "| A | B | C | D |\n| --- | --- | ---: | ---: |\n| w | x | y | z |",
      "15: a phone has room for five columns, and one of amounts (---:) takes two"),
    Case(head, "15: the table has no row below its header"),
    Case(
      "\(head){{#modules}}\n| {{module_name}} | y |\n\n{{/modules}}",
      "17: {{#modules}} opens in another table than its section closes"),
    Case(
      "\(head){{#modules}}\n| {{module_name}} | y |\n{{/modules}}",
      "17: where there is no modules the table is a header alone"),
    Case(
      "\(head){{#modules}}\n| {{module_name}} | {{#has_points}}y |\n{{/has_points}}\n{{/modules}}",
      "18: {{#has_points}} opens in another text"),
    Case("\(head)| x | {{> box}} |", "17: {{> box}} must stand on a line of its own"),
    Case("\(head)| x | ![y](https://c.example/y.png) |", "17: images are not allowed"),
    Case("\(head)| x | <b>y</b> |", "17: HTML is not allowed"),
    Case("- \(head.replacing("\n", with: "\n  "))| x | y |", "a table stands between paragraphs"),
    Case("\(head)| x | {{wrong}} |", "17: the variable wrong is not in the sample"),
    Case("\(head)| x\u{1F} | y |", "the text has private use characters"),
  ]

  @Test(arguments: cases) func aTableThatCannotStandIsRefusedWithItsLine(_ broken: Case) {
    var mini = MiniCampaign()
    mini.replace("messages/hello.email.md", "Team {{brand}}", broken.body)
    let faults = mini.faults()
    #expect(
      faults.contains { $0.hasPrefix("campaigns/mini/messages/hello.email.md:") && $0.contains(broken.fault) },
      "\(faults)")
  }

  @Test(arguments: ["sms", "whatsapp", "discord", "inapp", "calendar", "worklist"])
  func onlyEmailsHaveTables(channel: String) {
    var mini = MiniCampaign()
    mini.files["messages/other.\(channel).md"] = "---\n---\nHello\n\n\(Self.head)| x | y |\n"
    let faults = mini.faults()
    let expected =
      "campaigns/mini/messages/other.\(channel).md:5: a table has no place in a message on \(channel); write a line for each row"
    #expect(faults.contains { $0.hasPrefix(expected) }, "\(faults)")
  }
}
