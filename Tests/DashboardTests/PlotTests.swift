import Foundation
import JSON
import TestKit
import Testing

/// What the dashboard draws, with Chart.js from our own origin alone.
@Suite(.database) struct PlotTests {
  static let scripts = [
    "<script defer src=\"/dashboard/scripts/chart\">", "<script defer src=\"/dashboard/scripts/plots\">",
  ]

  @Test func scriptsAreServedToWhomeverMayLookAndToNobodyElse() throws {
    let dashboard = Dashboard(database: try .current())
    let chart = try dashboard.ask("/dashboard/scripts/chart")
    #expect(chart.status == 200 && chart.text.hasPrefix("/*!\n * Chart.js v"))
    #expect(chart.headers["content-type"] == "text/javascript; charset=utf-8")
    #expect(chart.text.trimmingCharacters(in: .whitespacesAndNewlines).hasSuffix("}));"), "to its end")
    #expect(try dashboard.ask("/dashboard/scripts/plots").text.contains("data-plot"))
    #expect(try dashboard.ask("/dashboard/scripts/plots", key: nil).status == 401)
  }

  @Test func aPlotHasTheFiguresOfItsTableAndTheTargets() throws {
    let page = try Dashboard(database: try Ledger.database()).ask("/dashboard").text
    let plots = try page.matches(of: /data-plot="([^"]*)"/).map { match in
      try JSON.parse(Array(match.1.replacing("&quot;", with: "\"").utf8))
    }
    let lines = try #require(plots.first { $0["kind"] == "line" })
    #expect(lines["labels"] == ["2026-11-15", "2026-11-20"])
    #expect(
      lines["series"] == [
        ["name": "Email", "values": [nil, 66.7], "look": "own"],
        ["name": "Email: at least 95 %", "values": [95.0, 95.0], "look": "target"],
        ["name": "SMS", "values": [nil, 100.0], "look": "own"],
        ["name": "SMS: at least 98 %", "values": [98.0, 98.0], "look": "target"],
      ])
    #expect(plots.contains { $0["labels"] == ["Course completion"] })
  }

  @Test(
    .enabled(if: Browser.isAvailable, "\(Browser.reason)"), .timeLimit(.minutes(20)), arguments: [390, 1200],
    ["light", "dark"])
  func thePageDrawsReadsAndFitsWithNothingFromElsewhere(_ width: Int, _ scheme: String) throws {
    let dashboard = Dashboard(database: try Ledger.database())
    let shots = PackageFolder.url.appending(path: ".build/screenshots")
    let site = FileManager.default.temporaryDirectory.appending(path: "dashboard-\(width)-\(scheme)")
    for folder in [shots, site] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    defer { try? FileManager.default.removeItem(at: site) }
    for name in ["dashboard", "dashboard/scripts/chart", "dashboard/scripts/plots"] {
      let answer = try dashboard.ask("/\(name)", accept: "text/html")
      let kept: JSON = ["headers": .object(answer.headers.mapValues(JSON.string)), "body": .string(answer.text)]
      let file = site.appending(path: name.replacing("/", with: "-"))
      try kept.text.write(to: file, atomically: true, encoding: .utf8)
    }
    let said = try Browser.drive("DashboardTests/plots.py", [site.path, shots.path, String(width), scheme])
    #expect(said == "it draws")
  }
}
