public import Access
import Domain
import FunctionContract
import Store

/// Samples in the OpenMetrics text format (https://github.com/OpenObservability/OpenMetrics, version 1.0.0).
public struct OpenMetrics {
  /// What each family says; samples of other families are left out.
  private static let families: KeyValuePairs<String, String> = [
    "enrollments": "Enrolments by campaign and status.",
    "due_enrollments": "Active enrolments that wait for a tick.",
    "oldest_due_age_seconds": "How long the longest-waiting one has waited.",
    "unsettled_deliveries": "Deliveries scheduled, being sent, or of unknown outcome.",
    "messages_last_day": "Messages sent in the last 24 hours and what became of them.",
    "doubtful_messages_last_week":
      "Messages of the last 7 days of which nobody knows whether they were sent; never among the sent.",
    "opt_outs_last_day": "Opt-outs in the last 24 hours.",
    "open_anomalies":
      "Contradictions, refusals of receivers and events set aside that nobody has resolved, as often as they came.",
    "job_last_success_timestamp_seconds": "When the job last succeeded.",
    "job_failures_since_success": "Failed runs of the job since it last succeeded.",
    "open_incidents": "Incidents that stand, by guardrail and what they are about (the report /dashboard/incidents).",
    "alert": "1 while people should look (the report /dashboard/alerts), 0 otherwise.",
  ]

  private let samples: [String: [MetricSamples.Row]]

  /// Reads nothing of the request: the samples are always all.
  public static func ask(_ inquiry: Inquiry) throws(Problem) -> Inquiry.Question {
    { (connection) throws(StoreError) in
      let alerts = GuardrailReading.all(try connection.run(ReadGuardrails(now: inquiry.now)))
      let samples = try connection.run(MetricSamples(now: inquiry.now)) + alerts.map(sample)
      return Inquiry.Finding(OpenMetrics(samples).response)
    }
  }

  init(_ samples: [MetricSamples.Row]) { self.samples = Dictionary(grouping: samples, by: \.family) }

  var response: HTTPResponse {
    HTTPResponse(
      status: 200,
      headers: [
        "content-type": "application/openmetrics-text; version=1.0.0; charset=utf-8", "cache-control": "no-store",
      ], body: Array(text.utf8))
  }

  var text: String {
    var lines: [String] = []
    for (family, help) in Self.families {
      let name = "rekindle_\(family)"
      lines.append("# TYPE \(name) gauge")
      if family.hasSuffix("_seconds") { lines.append("# UNIT \(name) seconds") }
      lines.append("# HELP \(name) \(help)")
      for sample in samples[family] ?? [] { lines.append("\(name)\(Self.labels(sample)) \(Self.number(sample.value))") }
    }
    return lines.joined(separator: "\n") + "\n# EOF\n"
  }

  /// A guardrail that is about one subject alone says so by its name.
  private static func sample(_ alert: GuardrailReading) -> MetricSamples.Row {
    let about = alert.subject == alert.guardrail.subject ? [] : [alert.subject]
    return MetricSamples.Row(
      family: "alert", labelNames: ["alert"] + about.map { _ in "subject" },
      labelValues: [alert.guardrail.name] + about,
      value: alert.state == .beyond ? 1 : 0)
  }

  private static func labels(_ sample: MetricSamples.Row) -> String {
    if sample.labelNames.isEmpty { return "" }
    let pairs = zip(sample.labelNames, sample.labelValues).map { "\($0)=\"\(escaped($1))\"" }
    return "{" + pairs.joined(separator: ",") + "}"
  }

  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }

  /// Counts without a fraction.
  private static func number(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }
}
