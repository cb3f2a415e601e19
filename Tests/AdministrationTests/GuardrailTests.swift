import Foundation
import FunctionContract
import JSON
import TestKit
import Testing

/// Rules that operators read and replace.
@Suite(.database) struct GuardrailTests {
  private static let rule: [String: JSON] = [
    "name": "campaign_opt_out_percent", "metric": "opt_out_percent", "scope": "campaign", "least_count": 50,
    "threshold": 3, "hold_minutes": 30, "action": "pause",
  ]

  @Test func aGuardrailIsReplacedAsAWholeByItsNameAndUpgradesLeaveItAlone() throws {
    let desk = try Desk()
    let all = try desk.ask("GET", "/api/guardrails").document["items"]?.array ?? []
    #expect(all.count == 12 && all.allSatisfy { $0["changed_by"] == .null && $0["is_enabled"] == true })
    let answer = try desk.ask("POST", "/api/guardrails", .object(Self.rule))
    #expect(answer.status == 200 && answer.document["changed_by"] == "ADMIN_KEYS", "\(answer.text)")
    #expect(answer.document["window_minutes"] == 1440 && answer.document["changed_at"] == "2026-11-21T10:00:00Z")
    let rows = PackageFolder.url.appending(path: "infra/database/rows/guardrails.sql")
    try desk.database.run(String(contentsOf: rows, encoding: .utf8))
    let kept = try desk.database.rows(
      """
      select threshold::text, least_count::text, hold_minutes::text from rekindle.guardrails where name = 'campaign_opt_out_percent'
      """)
    #expect(kept == [["3", "50", "30"]])
    #expect(try desk.trail() == ["ADMIN_KEYS POST /api/guardrails (guardrail) 200"])
  }

  @Test(
    arguments: [
      (["scope": "provider", "metric": "queued_messages", "action": "alert"], "parameter /scope"),
      (["scope": "all"], "parameter /action"),
      (["scope": "all", "action": "alert", "subject": "email"], "parameter /subject"),
      (["window_minutes": 7], "parameter /window_minutes"), (["name": "Not so"], "parameter /name"),
      (["metric": "luck"], "parameter /metric"),
    ] as [([String: JSON], String)])
  func aRuleThatCouldNeverBeJudgedIsRefused(_ change: [String: JSON], _ problem: String) throws {
    let desk = try Desk()
    let answer = try desk.ask("POST", "/api/guardrails", .object(Self.rule.merging(change) { $1 }))
    #expect(answer.status == 400 && answer.problem == problem, "\(answer.text)")
    #expect(try desk.database.count("select count(*) from rekindle.guardrails where changed_by is not null") == 0)
  }
}
