import Domain
import JSON
import Reports
import Store

/// What a notice says; it names campaigns, channels and providers, and nobody.
struct NoticeWords {
  let brand: String
  /// Without a closing slash.
  private let publicURL: String

  init(brand: String, publicURL: String) {
    self.brand = brand
    self.publicURL = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
  }

  /// Where operators look.
  var incidentsURL: String { publicURL + "/dashboard/incidents?format=html" }
  var dashboardURL: String { publicURL + "/dashboard" }

  /// A notice in one line, with what Slack reads as markup escaped.
  func line(_ notice: ClaimNotice.Row) -> String {
    guard let incident = notice.incident else { return "" }
    let head = title(incident, isOver: notice.isResolution)
    let text = "\(brand): \(head). \(sentence(incident, isOver: notice.isResolution)) \(incidentsURL)"
    return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// What has happened, as a subject.
  func title(_ incident: Incident, isOver: Bool) -> String {
    let what = isOver ? "Over" : incident.hasPaused ? "Campaign paused" : "Alert"
    let about = incident.subject.isEmpty ? "" : " (\(incident.subject))"
    return "\(what): \(incident.guardrail)\(about)"
  }

  /// The figure with its threshold, since when, and what follows.
  func sentence(_ incident: Incident, isOver: Bool) -> String {
    let figure = incident.metric.text(incident.figure)
    let since = "since \(minute(incident.beganAt))"
    let end = incident.resolvedAt.map { ", until \(minute($0))" } ?? ""
    let pause =
      !incident.hasPaused
      ? "" : isOver ? " The campaign stays as people have it." : " The campaign stays paused until somebody resumes it."
    return "\(incident.metric.words): \(figure), \(incident.metric.words(beyond: incident.threshold)), "
      + "of \(incident.count); \(since)\(isOver ? end : "").\(pause)"
  }

  /// The values of a mail about an incident.
  func values(_ incident: Incident, isOver: Bool) -> JSON {
    [
      "title": .string(title(incident, isOver: isOver)), "what": .string(incident.metric.words),
      "about": .string(incident.subject), "figure": .string(incident.metric.text(incident.figure)),
      "threshold": .string(incident.metric.words(beyond: incident.threshold)), "count": .integer(incident.count),
      "since": .string(minute(incident.beganAt)),
      "until": isOver ? incident.resolvedAt.map { .string(minute($0)) } ?? .null : .null,
      "is_paused": .bool(incident.hasPaused && !isOver),
    ]
  }

  private func minute(_ time: Instant) -> String {
    "\(time.rfc3339.prefix(10)) \(time.rfc3339.dropFirst(11).prefix(5)) UTC"
  }
}
