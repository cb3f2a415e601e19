import Domain
import JSON
import TestKit
import Testing

@Suite(.database)
struct MetricsTests {
  @Test
  func theTextIsOpenMetrics() throws {
    let answer = try Dashboard(database: try Ledger.database()).ask("/metrics")
    #expect(answer.headers["content-type"] == "application/openmetrics-text; version=1.0.0; charset=utf-8")
    #expect(answer.text.hasSuffix("\n# EOF\n"))
    var family = ""
    var declared: [String] = []
    for line in answer.text.split(separator: "\n").dropLast() {
      if line.hasPrefix("# TYPE ") {
        family = String(line.split(separator: " ")[2])
        declared.append(family)
      } else if !line.hasPrefix("#") {
        #expect(
          line.wholeMatch(of: /([a-z_]+)(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [-+.e0-9]+/)?.1 == Substring(family),
          "\(line)")
      }
    }
    #expect(Set(declared).count == declared.count && declared.count == 12)
  }

  @Test
  func theFiguresAreThoseOfTheLedger() throws {
    let database = try Ledger.database()
    try database.run(
      """
      insert into rekindle.job_execution_logs (job, status, invocation, started_at, finished_at, error_type) values
        ('detect', 'succeeded', 'a', '2026-11-20T02:00:00Z', '2026-11-20T02:00:05Z', null),
        ('detect', 'failed', 'b', '2026-11-21T02:00:00Z', '2026-11-21T02:00:05Z', 'Store.Busy');
      insert into rekindle.anomalies (kind, detail, created_at) values ('a"b\\c', 'x', '2026-11-20')
      """)
    let text = try Dashboard(database: database).ask("/metrics", at: "2026-11-21T08:00:00Z").text
    for line in [
      "rekindle_enrollments{campaign=\"course-completion\",status=\"active\"} 2", "rekindle_due_enrollments 0",
      "rekindle_messages_last_day{campaign=\"course-completion\",channel=\"email\",fact=\"sent\"} 3",
      "rekindle_messages_last_day{campaign=\"course-completion\",channel=\"sms\",fact=\"clicked\"} 1",
      "rekindle_job_last_success_timestamp_seconds{job=\"detect\"} 1795140005",
      "rekindle_job_failures_since_success{job=\"detect\"} 1", "rekindle_open_anomalies{kind=\"a\\\"b\\\\c\"} 1",
    ] { #expect(text.contains("\n\(line)\n"), "\(line)") }
    let due = try Dashboard(database: database).ask("/metrics").text
    #expect(due.contains("\nrekindle_due_enrollments 1\n") && due.contains("\nrekindle_oldest_due_age_seconds 10800\n"))
  }

  /// Holds REQ-1-65.
  @Test
  func jobRunsComeNewestFirstWithTheirFigures() throws {
    let database = try TestDatabase.current()
    try database.run(
      """
      insert into rekindle.job_execution_logs (job, status, invocation, started_at, finished_at, counts, error_type)
      select 'detect', 'succeeded', 'a', timestamptz '2026-11-01Z' + i * interval '1 hour', timestamptz '2026-11-01Z' + i * interval '1 hour' + interval '1.5 s',
             '{"users_detected": 7}', null from generate_series(1, 60) i
      """)
    let rows = try #require(try Dashboard(database: database).ask("/dashboard/jobs").json.array)
    #expect(rows.count == 50)
    #expect(rows[0]["started_at"] == "2026-11-03T12:00:00Z" && rows[0]["records_processed"] == 7)
    #expect(rows[0]["duration_seconds"]?.double == 1.5 && rows[0]["job_name"] == "detect")
  }
}
