import Access
import Domain
import Store

extension Reports {
  /// What came in, as a bookkeeper counts.
  static let revenue = Report(
    "/admin/finance/revenue", title: "Revenue", member: "revenue", isOnDashboard: false,
    empty: "No money has moved yet.",
    note:
      "By the clocks of the zone. Received counts when it was paid, a refund when it was made, a refund that failed when it "
      + "came back, a dispute when it was lost. Net is received less refunds and lost disputes. Outstanding and overdue are "
      + "instalments, as of the period's end.",
    filters: [
      Filter("by", "By", .choice(["month", "week", "day"])), Filter("from", "From", .day), Filter("to", "To", .day),
      Filter("zone", "Time zone", .word(usually: "UTC")), Filter("currency", "Currency", .word(usually: "")),
    ],
    statement: { (parameters, now) throws(Problem) in try revenue(parameters, now) },
    columns: [
      Column("period", "Period") { .text($0.period) },
      Column("from", in: [.json, .csv]) { .text($0.days.first) },
      Column("to", in: [.json, .csv]) { .text($0.days.last) },
      Column("zone", in: [.json, .csv]) { .text($0.zone) }, Column("currency", "Currency") { .text($0.currency) },
      Column("payments", "Payments") { .count($0.payments) }, Column("gross", "Received") { .amount($0.gross) },
      Column("instalments_received", "Of it instalments") { .amount($0.instalments) },
      Column("refunds", "Refunds") { .amount($0.refunds) },
      Column("refunds_returned", "Failed refunds") { .amount($0.refundsReturned) },
      Column("disputes_lost", "Disputes lost") { .amount($0.disputesLost) }, Column("net", "Net") { .amount($0.net) },
      Column("outstanding", "Outstanding") { .amount($0.outstanding) },
      Column("overdue", "Overdue") { .amount($0.overdue) },
    ])

  private static func revenue(_ parameters: Parameters, _ now: Instant) throws(Problem) -> Revenue {
    let words = Revenue.Period.allCases.map(\.rawValue).joined(separator: ", ")
    guard let period = Revenue.Period(rawValue: parameters["by"] ?? "month") else {
      throw .parameter("by must be one of: \(words)")
    }
    let most =
      switch period {
      case .day: 1_100
      case .week: 7_700
      case .month: 36_600
      }
    return Revenue(
      zone: parameters["zone"] ?? "UTC", days: try parameters.days(atMost: most, now: now), by: period,
      currency: try parameters.currency(), now: now)
  }
}
