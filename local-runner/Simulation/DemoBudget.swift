import Domain
import FunctionContract
import JSON
import Store

/// A budget of a week that holds, and is raised.
struct DemoBudget {
  /// Made up, and so that a cent is an email.
  static let prices = [
    price(.email, "message", "", 10_000), price(.sms, "segment", "", 60_000), price(.sms, "segment", "91", 10_000),
    price(.whatsapp, "marketing", "", 50_000), price(.whatsapp, "utility", "", 20_000),
    price(.whatsapp, "service", "", 0),
  ]
  /// Emails of the week that there still is money for.
  private static let room = Money(millionths: 20_000)

  private let campaign: String
  private let rehearsal: Rehearsal
  private(set) var lines: [String] = []

  init(_ campaign: String, _ rehearsal: Rehearsal) {
    self.campaign = campaign
    self.rehearsal = rehearsal
  }

  /// Gives the messages prices, where the database has none.
  static func setPrices(_ rehearsal: Rehearsal) throws(RunnerError) {
    if try !rehearsal.rows(ListPrices()).isEmpty { return }
    _ = try rehearsal.rows(PutBudget(currency: "EUR", changesBudget: false, budget: nil))
    _ = try rehearsal.rows(PutPrices(prices: prices))
  }

  /// Lets days pass until somebody waits, tells why, and raises the budget.
  mutating func play() throws(RunnerError) {
    var spending = try spending()
    var limit = spending.spent + Self.room
    try setLimit(limit)
    for _ in 0..<60 where spending.waiting == 0 {
      try pass(.hours(4))
      let next = try self.spending()
      try Promise.keep(next.spent <= max(limit, spending.spent), "\(next.spent.text) were spent of \(limit.text)")
      if next.week != spending.week, next.waiting == 0 {
        limit = next.spent + Self.room
        try setLimit(limit)
      }
      spending = next
    }
    try Promise.keep(spending.waiting > 0, "a budget of \(limit.text) held nobody back")
    let reason = try reason(of: spending.learner ?? 0)
    lines = [
      "A week of \(campaign) may cost \(limit.text): \(spending.spent.text) are spent, and \(spending.waiting) messages wait.",
      reason,
    ]
    try raise(spending.waiting)
  }

  private mutating func raise(_ waiting: Int) throws(RunnerError) {
    try setLimit(nil)
    var left = waiting
    for _ in 0..<6 where left > 0 {
      try pass(.hours(4))
      left = try spending().waiting
    }
    try Promise.keep(left == 0, "\(left) messages still wait for a budget that is gone")
    lines.append("The budget is taken away again, and the next tick sends what waited.")
  }

  private func pass(_ span: Instant.Span) throws(RunnerError) {
    try rehearsal.run(to: rehearsal.clock.now + span, step: span)
  }

  private func setLimit(_ limit: Money?) throws(RunnerError) {
    let amount = limit.map { JSON.number(Double($0.millionths) / 1_000_000) } ?? .null
    let answer = rehearsal.ask(
      "PATCH", "/api/campaigns/\(campaign)", key: "ADMIN_KEYS", body: ["weekly_budget": amount])
    try Promise.keep(answer.status == 200, "a budget was answered \(answer.status)")
  }

  /// What the API answers to "why?".
  private func reason(of learner: Int) throws(RunnerError) -> String {
    let answer = rehearsal.ask("GET", "/api/learners/\(learner)", query: "campaign=\(campaign)", key: "ADMIN_KEYS")
    let episodes = (try? JSON.parse(answer.body))?["episodes"]?.array ?? []
    let findings = episodes.flatMap { $0["findings"]?.array ?? [] }
    guard let sentence = findings.first(where: { $0["code"] == "budget" })?["sentence"]?.string else {
      throw RunnerError(.software, "BROKEN: explain does not say that learner \(learner) waits for a budget")
    }
    return "Why learner \(learner) got none: \(sentence)"
  }

  private func spending() throws(RunnerError) -> ReadSpending.Row {
    guard let row = try rehearsal.rows(ReadSpending(campaign: campaign, now: rehearsal.clock.now)).first else {
      throw RunnerError(.software, "there is no campaign \(campaign)")
    }
    return row
  }

  private static func price(_ channel: Channel, _ unit: String, _ prefix: String, _ millionths: Int) -> Price {
    Price(
      channel: channel, unit: unit, prefix: prefix, validFrom: "1970-01-01", price: Money(millionths: millionths))
  }
}
