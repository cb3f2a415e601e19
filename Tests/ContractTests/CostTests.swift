import Foundation
import TestKit
import Testing

/// docs/scale.md works out what a month costs.
@Suite struct CostTests {
  /// Holds REQ-0-100.
  @Test func aMonthCostsWhatItsPartsCostAndAMillionMessagesTheirShareOfIt() throws {
    let page = try String(contentsOf: PackageFolder.url.appending(path: "docs/scale.md"), encoding: .utf8)
    let rows = page.matches(of: /(?m)^\| [0-9]+ M, (?:usual|full) \| ([0-9.]+) M \| (.+) \|$/)
    #expect(rows.count >= 6)
    for row in rows {
      let messages = try #require(Double(row.1))
      let prices = row.2.split(separator: "|").map(Self.price)
      #expect(abs(prices[0..<4].reduce(0, +) - prices[4]) < 0.01 * prices[4], "\(row.0)")
      #expect(abs(prices[4] / messages - prices[5]) < 0.06 * prices[5], "\(row.0)")
    }
  }

  /// The last price of a cell, in dollars; 0 where it has none.
  private static func price(_ cell: Substring) -> Double {
    cell.matches(of: /\$([0-9,.]+)/).last.flatMap { Double($0.1.replacing(",", with: "")) } ?? 0
  }
}
