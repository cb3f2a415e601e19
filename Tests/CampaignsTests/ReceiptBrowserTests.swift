import Campaigns
import Foundation
import JSON
import Rendering
import TestKit
import Testing

/// Receipts in a real browser, as a phone and a desk show them.
@Suite(.timeLimit(.minutes(20)), .enabled(if: Browser.isAvailable, "\(Browser.reason)"))
struct ReceiptBrowserTests {
  private static let samples = ["awkward", "empty", "forty", "german", "learner", "one", "scripts"]

  /// As many columns as a phone has room for, with long words and large amounts.
  private static func statement() throws -> String {
    let rows: JSON = [
      ["due": "30. November 2026", "class": "Rechtsschutzversicherungsgesellschaften", "amount": "₹1,49,999.00"],
      ["due": "1. Januar 2027", "class": "Zeichnen", "amount": "₹99,999.00"],
    ]
    return try Receipt.email(
      of: """
        # Statement

        | Due on | Class | For | Amount |
        | --- | --- | :-: | ---: |
        {{#rows}}
        | {{due}} | {{class}} | Mia | {{amount}} |
        {{/rows}}
        | **Total** | | | **₹{{total}}** |

        | Due on | Amount | Still open |
        | --- | ---: | ---: |
        {{#rows}}
        | {{due}} | {{amount}} | {{amount}} |
        {{/rows}}
        | **Total** | **₹{{total}}** | **₹{{total}}** |
        """, ["rows": rows, "total": "2,49,998.00"]
    ).html
  }

  /// What the browser says of each sample's page.
  private func looked(width: Int, scheme: String) throws -> JSON {
    let folder = FileManager.default.temporaryDirectory.appending(path: "receipts-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for sample in Self.samples {
      let page = folder.appending(path: "\(sample).html")
      try Receipt.email(sample).html.write(to: page, atomically: true, encoding: .utf8)
    }
    try Self.statement().write(to: folder.appending(path: "statement.html"), atomically: true, encoding: .utf8)
    let shots = PackageFolder.url.appending(path: ".build/screenshots")
    try FileManager.default.createDirectory(at: shots, withIntermediateDirectories: true)
    return try Browser.drive("CampaignsTests/receipts.py", [folder.path, String(width), scheme, shots.path])
  }

  /// Holds REQ-3-19, REQ-3-20.
  @Test(arguments: [390, 1200], ["light", "dark"])
  func aReceiptIsReadOnAnyScreen(_ width: Int, _ scheme: String) throws {
    let seen = try looked(width: width, scheme: scheme)
    for sample in Self.samples + ["statement"] {
      let page = try #require(seen[sample], "\(seen.text)")
      #expect(
        page["excess"]?.integer == 0 && page["width"]?.integer == width, "\(sample): nothing stands beyond the edge"
      )
      #expect(page["outside"] == [], "\(sample): words stay in their cells")
      #expect(page["broken"] == [], "\(sample): amounts stay whole")
      #expect((page["least"]?.double ?? 0) >= 4.5, "\(sample): \(page["faint"]?.text ?? "")")
      if sample == "statement" { continue }
      #expect(page["bar"] == "rgb(76, 175, 80)", "the bar has the campaign's colour")
      try expectTables(page["tables"], of: sample)
    }
  }

  /// A screen reader is told of two tables, and of none that only places things: headings of columns, then of each row its
  /// name and its cells.
  private func expectTables(_ tables: JSON?, of sample: String) throws {
    let read = try #require(tables?.array)
    #expect(read.count == 2, "\(sample): \(read)")
    let values = try Receipt.sample(sample)
    let items = try #require(values["order_items"]?.array)
    var rows: [JSON] = [[["columnheader", "Class"], ["columnheader", "For"], ["columnheader", "Price"]]]
    for item in items {
      rows.append([
        ["rowheader", item["class_name"] ?? .null], ["cell", item["child_name"] ?? .null],
        ["cell", item["price"] ?? .null],
      ])
    }
    if items.isEmpty { rows.append([["cell", "No class is part of this order"]]) }
    if values["has_discount"] == true {
      rows.append([["rowheader", "Discount"], ["cell", .string("−" + (values["discount"]?.string ?? ""))]])
    }
    rows.append([["rowheader", "Total"], ["cell", values["total"] ?? .null]])
    #expect(read.first == .array(rows), "\(sample)")
    #expect(read.last?.array?.first?.array?.first == ["rowheader", "Teacher"], "\(sample)")
  }
}
