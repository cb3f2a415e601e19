import Foundation
import FunctionContract
import TestKit
import Testing

@testable import campaign_admin
@testable import dashboard_query

/// What docs/operations.md sends people to is there.
struct OperationsTests {
  private static func page() throws -> String {
    try String(contentsOf: PackageFolder.url.appending(path: "docs/operations.md"), encoding: .utf8)
  }

  /// Holds REQ-3-44: configuration, testing, monitoring, deployment, troubleshooting, failover and a checklist.
  @Test func thePageHasEachPartOfAnImplementationGuide() throws {
    let page = try Self.page()
    let titles = page.matches(of: /(?m)^## (.+)$/).map { String($0.1) }
    #expect(
      titles == [
        "Configuration", "Testing", "Monitoring", "Deployment", "When something is wrong",
        "What happens when things break", "Before the first learner is written to",
      ])
    #expect(page.components(separatedBy: "\n- [ ] ").count - 1 >= 14)
  }

  @Test func eachScenarioOfFailureNamesASuiteThatPlaysIt() throws {
    let suites = try Self.page().matches(of: /`([A-Z][A-Za-z]+Tests)`/).map { String($0.1) }
    #expect(suites.count >= 12)
    let files = FileManager.default.enumerator(atPath: PackageFolder.url.appending(path: "Tests").path)
    let names = Set((files?.allObjects as? [String] ?? []).map { ($0 as NSString).lastPathComponent })
    for suite in suites { #expect(names.contains("\(suite).swift"), "\(suite)") }
  }

  @Test func eachPathIsARouteOfAHandler() throws {
    let routes = DashboardQuery.routes.all + CampaignAdmin.routes.all
    for path in try Self.page().matches(of: /`(?:GET |POST )?(\/[a-z][a-z\/_{}-]+)/).map({ String($0.1) })
    where path != "/webhooks/" {
      #expect(routes.contains { $0.path == path }, "\(path)")
    }
  }

  @Test func eachCommandOfTheRunnerIsOne() throws {
    let help = try Spawn(built: "local-runner", ["help"]).run().output
    for command in try Self.page().matches(of: /local-runner ([a-z]+)/).map({ String($0.1) }) {
      #expect(help.contains("\n  \(command) "), "\(command)")
    }
  }
}
