import Access
import Domain
import Store

extension Reports {
  /// What is looked at every five minutes, and what it has led to.
  static let guardrails = [
    Report(
      "/dashboard/alerts", title: "Alerts", member: "alerts",
      note:
        "Each is a metric as well: rekindle_alert is 1 while it stands. What was opened, told and paused is at "
        + "/dashboard/incidents.",
      statement: { _, now in ReadGuardrails(now: now) },
      columns: [
        Column("alert", in: [.json, .csv]) { .text($0.guardrail.name) },
        Column("alert", "Alert", in: [.html]) { .text($0.guardrail.metric.words) },
        Column("subject", "About") { .text($0.subject) },
        Column("value", "Value") { .number(rounded(GuardrailReading($0).figure)) },
        Column("threshold", "Threshold") { .number($0.guardrail.threshold) },
        Column("count", "Of") { .count(GuardrailReading($0).count) },
        Column("action", "Then") { .text($0.guardrail.action.rawValue) },
        Column("state", "State") { .text(GuardrailReading($0).state == .beyond ? "firing" : "quiet") },
      ],
      notice: { row in
        GuardrailReading(row).state != .beyond
          ? nil : row.guardrail.metric.words + (row.subject.isEmpty ? "" : " (\(row.subject))")
      }),
    Report(
      "/dashboard/incidents", title: "Incidents", isOnDashboard: false, empty: "No guardrail was ever crossed.",
      note:
        "Those that stand come first. A campaign that was paused goes on when somebody resumes it: "
        + "PATCH /api/campaigns/{slug} with the status active.",
      statement: { (parameters, now) throws(Problem) in
        ListIncidents(now: now, limit: try parameters.number("limit", in: 1...500) ?? 50)
      },
      columns: [
        Column("id", "Id") { .text(String($0.incident.id)) },
        Column("guardrail", in: [.json, .csv]) { .text($0.incident.guardrail) },
        Column("guardrail", "What", in: [.html]) { .text($0.incident.metric.words) },
        Column("subject", "About") { .text($0.incident.subject) },
        Column("figure", "Figure") { .number(rounded($0.incident.figure)) },
        Column("threshold", "Threshold") { .number($0.incident.threshold) },
        Column("count", "Of") { .count($0.incident.count) },
        Column("began_at", "Began (UTC)") { .time($0.incident.beganAt) },
        Column("opened_at", "Told from (UTC)") { .time($0.openedAt) },
        Column("resolved_at", "Over (UTC)") { .time($0.incident.resolvedAt) },
        Column("paused", "Paused") { .text($0.incident.hasPaused ? "yes" : "no") },
        Column("told", "Told") { .text("\($0.told) of \($0.receivers)") },
        Column("failure", "Last failure") { .text($0.failure) },
      ]),
  ]

  private static func rounded(_ figure: Double?) -> Double? { figure.map { ($0 * 100).rounded() / 100 } }
}
