import Domain
import JSON
import TestKit
import Testing

/// What people are alerted by: a row of a report, a metric, a line at the head of the dashboard.
@Suite(.database)
struct AlertTests {
  private func firing(_ change: String) throws -> [String] {
    let database = try Ledger.database()
    try database.run("alter table rekindle.message_deliveries alter column id restart with 100")
    try database.run("set session_replication_role = replica; \(change)")
    let dashboard = Dashboard(database: database)
    let rows = try dashboard.ask("/dashboard/alerts").json["alerts"]?.array ?? []
    #expect(Set(rows.compactMap { $0["alert"]?.string }).count == 12)
    let names = rows.filter { $0["state"] == "firing" }.compactMap { $0["alert"]?.string }
    let metrics = try dashboard.ask("/metrics").text.matches(
      of: /rekindle_alert\{alert="([a-z_]+)"(?:,subject="[^"]+")?\} 1\n/)
    #expect(metrics.map { String($0.1) } == names)
    #expect(try dashboard.ask("/dashboard").text.matches(of: /role="alert"/).count == names.count)
    return names
  }

  /// Runs of detection, a day each, the last of them on a day of November.
  private static func runs(_ statuses: [String], until last: Int = 21) -> String {
    statuses.enumerated().map { day, status in
      """
      insert into rekindle.job_execution_logs (job, status, invocation, started_at, finished_at, error_type)
      values ('detect', '\(status)', '\(day)', '2026-11-\(last - statuses.count + 1 + day)T02:00Z',
              '2026-11-\(last - statuses.count + 1 + day)T02:01Z', 'Store.Busy');
      """
    }.joined()
  }

  /// Messages of 20 learners sent four hours ago, of which so many were delivered and complained of; detection is well.
  private static func messages(_ channel: String, _ count: Int = 20, delivered: Int, complained: Int = 0) -> String {
    runs(["succeeded"])
      + """
      insert into rekindle.message_deliveries (user_id, enrollment_id, subject_id, campaign_id, version, step, occurrence, stage,
        channel, class, status, template, slot_at, scheduled_at, not_before, expires_at, sent_at, delivered_at,
        complained_at)
      select 100 + n, 100 + n, 1, 1, 1, 0, 1, 1, '\(channel)', 'marketing', 'sent', 'x', at, at, at, at, at,
             case when n <= \(delivered) then at end, case when n <= \(complained) then at end
        from generate_series(1, \(count)) n cross join (select timestamptz '2026-11-21T08:00Z' as at) t;
      """
  }

  private static func optOuts(_ count: Int) -> String {
    """
    insert into rekindle.suppressions (user_id, scope, reason, source, opt_outs, created_at)
    select 100 + n, 'all', 'opt_out', 'email_link', 1, '2026-11-21T09:00Z' from generate_series(1, \(count)) n;
    """
  }

  /// Holds REQ-0-87 to REQ-0-91.
  @Test(arguments: [
    (runs(["succeeded", "failed", "failed"]), ["detection_failing_days"]),
    (runs(["failed", "failed", "succeeded", "failed"]), []), (runs(["failed"]), []),
    (messages("email", delivered: 18), ["email_delivery_percent"]), (messages("email", delivered: 19), []),
    (messages("sms", delivered: 19), ["sms_delivery_percent"]), (messages("sms", delivered: 20), []),
    (runs(["succeeded"], until: 19), ["detection_silent_days"]), (runs(["succeeded"], until: 20), []),
    (messages("email", 1000, delivered: 1000, complained: 1), []),
    (messages("email", 999, delivered: 999, complained: 20), []),
    (
      messages("email", 1000, delivered: 1000, complained: 2), ["campaign_complaint_percent", "complaint_percent"]
    ),
    (messages("email", 100, delivered: 100) + optOuts(5), []),
    (
      messages("email", 100, delivered: 100) + optOuts(6), ["campaign_opt_out_percent", "opt_out_percent"]
    ),
    (messages("email", delivered: 0), []), (messages("email", 9, delivered: 1), []),
    (messages("email", delivered: 20) + optOuts(1), []),
    (messages("email", delivered: 20) + optOuts(2), ["opt_out_percent"]),
    (
      runs(["succeeded"])
        + "insert into rekindle.provider_breakers values ('sendgrid', '2026-11-21T12:10Z', 'refused')",
      ["provider_blocked"]
    ),
    (
      runs(["succeeded"])
        + "insert into rekindle.provider_breakers values ('sendgrid', '2026-11-21T11:40Z', 'refused')", []
    ),
    (
      runs(["succeeded"]) + """
        insert into rekindle.message_deliveries (user_id, enrollment_id, subject_id, campaign_id, version, step, occurrence, stage,
          channel, class, status, template, slot_at, scheduled_at, not_before, expires_at, attention_at)
        select n, 1000 + n, 1, 1, 1, 0, 1, 1, 'email', 'marketing', 'scheduled', 'x', at, at, at, at, at
          from generate_series(1, 10001) n cross join (select timestamptz '2026-11-21T08:00Z' as at) t
        """, ["queued_messages"]
    ),
  ])
  func anAlertStandsWhileItsFigureIsBeyondItsThreshold(_ change: String, _ alerts: [String]) throws {
    #expect(try firing(change) == alerts)
  }
}
