import Domain
import FunctionContract
import JSON

/// What the API says of each campaign after a roll-up, held against the ledger.
struct DemoFigures {
  private static let columns = ["enrolled", "sent", "delivered", "clicked", "completed"]

  private let rows: [JSON]
  private let ledger: [Outcomes]

  init(_ rehearsal: Rehearsal) throws(RunnerError) {
    try rehearsal.fire("timer.rollup")
    let answer = rehearsal.ask("GET", "/api/analytics", query: "by=campaign", key: "ADMIN_KEYS")
    try Promise.keep(answer.status == 200, "the figures were answered \(answer.status)")
    rows = ((try? JSON.parse(answer.body))?.array ?? []).sorted { $0.campaign < $1.campaign }
    ledger = try rehearsal.rows(CountOutcomes(now: rehearsal.clock.now))
  }

  /// A heading, and a row for each campaign.
  var lines: [String] {
    let head = "campaign".padded(to: 24) + Self.columns.map { $0.padded(to: 11) }.joined() + "cost"
    let table = rows.map { row in
      row.campaign.padded(to: 24) + Self.columns.map { row.count($0).grouped.padded(to: 11) }.joined() + row.cost
    }
    return ([head] + table).map(\.trimmed)
  }

  /// Throws where a figure is not what the ledger says.
  func check() throws(RunnerError) {
    let told = rows.map { Outcomes(campaign: $0.campaign, sent: $0.count("sent"), completed: $0.count("completed")) }
    try Promise.keep(told == ledger, "the figures say \(told), the ledger \(ledger)")
  }
}

extension JSON {
  fileprivate var campaign: String { self["campaign"]?.string ?? "" }

  /// In the deployment's currency.
  fileprivate var cost: String {
    Money(millionths: Int(((self["cost"]?.double ?? 0) * 1_000_000).rounded())).text
  }

  fileprivate func count(_ column: String) -> Int { self[column]?.integer ?? 0 }
}
