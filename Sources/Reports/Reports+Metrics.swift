import Access
import Domain
import Store

extension Reports {
  /// Revenue, enrolments and growth beside the days before.
  static let metrics = Report(
    "/admin/dashboard/metrics", title: "How the school does", member: "metrics", isOnDashboard: false,
    empty: "These days are still to come.",
    note:
      "Beside as many days before. Of days that are not over, the ones before are cut at the same distance from their end. "
      + "Revenue is what Revenue says; a person is new on the first day of which anything is known of them.",
    filters: [
      Filter("from", "From", .day), Filter("to", "To", .day), Filter("zone", "Time zone", .word(usually: "UTC")),
      Filter("currency", "Currency", .word(usually: "")),
    ],
    statement: { (parameters, now) throws(Problem) in
      OwnerMetrics(
        zone: parameters["zone"] ?? "UTC", days: try parameters.days(atMost: 3_700, now: now),
        currency: try parameters.currency(), now: now)
    },
    columns: [
      Column("metric", in: [.json, .csv]) { .text($0.metric) },
      Column("metric", "Figure", in: [.html]) { .text(words[$0.metric] ?? $0.metric) },
      Column("currency", "Currency") { .text($0.currency) }, Column("value", "Now") { figure($0.value, $0) },
      Column("previous", "Before") { figure($0.previous, $0) }, Column("change", "Change") { figure($0.change, $0) },
      Column("change_percent", "In percent") { .percent($0.percent) },
      Column("comparison", "Compared") { .text(comparison($0)) },
      Column("from", in: [.json, .csv]) { .text($0.days.first) },
      Column("to", in: [.json, .csv]) { .text($0.days.last) },
      Column("previous_from", in: [.json, .csv]) { .text($0.previousDays.first) },
      Column("previous_to", in: [.json, .csv]) { .text($0.previousDays.last) },
      Column("zone", in: [.json, .csv]) { .text($0.zone) },
    ])

  private static func figure(_ digits: String, _ row: OwnerMetrics.Row) -> Value {
    row.currency == nil ? .count(Int(digits)) : .amount(digits)
  }

  private static func comparison(_ row: OwnerMetrics.Row) -> String {
    guard let percent = row.percent else { return "nothing to compare" }
    return percent == 0 ? "the same" : percent > 0 ? "more" : "less"
  }

  private static let words = [
    "revenue_net": "Revenue, net", "revenue_gross": "Received", "refunds": "Refunds", "disputes_lost": "Lost disputes",
    "orders_value": "Worth of orders", "orders": "Orders", "orders_cancelled": "Orders cancelled",
    "class_enrolments": "Places in classes", "class_cancellations": "Places given up",
    "course_enrolments": "Course enrolments", "new_users": "New people", "users": "People",
    "active_reminders": "Active reminders", "active_reminders_worth": "What they may bring",
  ]
}
