import FunctionContract
import JSON
import Store

/// What the API says of each campaign, held against the ledger.
struct DemoFigures {
  private let rows: [JSON]
  private let ledger: [String: Int]

  init(_ rehearsal: Rehearsal) throws(RunnerError) {
    let answer = rehearsal.ask("GET", "/api/analytics", query: "by=campaign", key: "ADMIN_KEYS")
    try Promise.keep(answer.status == 200, "the figures were answered \(answer.status)")
    let body = (try? JSON.parse(answer.body)) ?? .null
    rows = (body.array ?? []).sorted { name($0) < name($1) }
    let sent = try rehearsal.rows(CountSent(until: rehearsal.clock.now))
    ledger = Dictionary(uniqueKeysWithValues: sent.map { ($0.campaign, $0.count) })
  }

  /// A heading, and a row for each campaign.
  var lines: [String] {
    let columns = ["enrolled", "sent", "delivered", "clicked", "completed"]
    let head = "campaign".padded(to: 24) + columns.map { $0.padded(to: 11) }.joined()
    return [head] + rows.map { row in
      name(row).padded(to: 24) + columns.map { String(row[$0]?.integer ?? 0).padded(to: 11) }.joined()
    }
  }

  /// Throws where a figure is not what the ledger says.
  func check() throws(RunnerError) {
    let told = Dictionary(uniqueKeysWithValues: rows.map { (name($0), $0["sent"]?.integer ?? 0) }).filter { $0.value > 0 }
    try Promise.keep(told == ledger, "the figures say \(told), the ledger \(ledger)")
  }
}

private func name(_ row: JSON) -> String { row["campaign"]?.string ?? "" }
