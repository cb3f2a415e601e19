import JSON
import TestKit
import Testing

/// The review of the week: when it is written, to whom it goes, and what it says.
@Suite(.database, .timeLimit(.minutes(20)))
struct ReviewTests {
  /// Holds REQ-4-90: on Monday from 08:00 where the deployment is, once.
  @Test func theWeekIsReviewedOnMondayMorningWhereTheDeploymentIsAndOnce() throws {
    let school = try School()
    let sink = try AlertSink()
    try school.database.run(
      """
      update rekindle.deployment set time_zone = 'America/New_York';
      insert into rekindle.job_execution_logs (job, status, invocation, started_at, finished_at)
      select 'detect', 'succeeded', 'd', day + time '02:00', day + time '02:01' from generate_series(date '2026-11-19', '2026-11-24', '1 day') day
      """)
    for time in ["2026-11-20T12:00:00Z", "2026-11-22T13:00:00Z", "2026-11-23T12:55:00Z"] {
      try WatchTests.watch(school, sink, at: time)
    }
    #expect(sink.mails.isEmpty, "not on Friday, not on Sunday, not at 07:55: \(sink.mails)")
    #expect(try WatchTests.watch(school, sink, at: "2026-11-23T13:00:00Z")["told"] == 1)
    try WatchTests.watch(school, sink, at: "2026-11-23T13:05:00Z")
    #expect(sink.mails.count == 1 && sink.lines.isEmpty)
    #expect(sink.mails[0]["subject"] == "The week until 2026-11-23: 0 messages")
    try WatchTests.watch(school, sink, at: "2026-11-24T13:05:00Z")
    #expect(sink.mails.count == 1)
  }

  @Test func itSaysWhatWentOutBesideTargetsWhatStandsAndWhatIsPaused() throws {
    let school = try School()
    let sink = try AlertSink()
    try school.admit(1...40, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    for announcement in try school.tick(at: "2026-11-20T10:00:00Z") { try school.send(announcement) }
    try school.database.run(
      """
      update rekindle.message_deliveries set delivered_at = sent_at where user_id <= 36;
      insert into rekindle.suppressions (user_id, scope, reason, source, opt_outs, created_at)
      values (3, 'all', 'opt_out', 'email_link', 1, '2026-11-20T12:00Z');
      update rekindle.campaigns set status = 'paused';
      insert into rekindle.incidents
        (guardrail, metric, subject, action, threshold, figure, counted, began_at, seen_at, opened_at)
      values ('email_delivery_percent', 'delivery_percent', 'email', 'alert', 95, 90, 40, '2026-11-23T07:55Z', '2026-11-23T07:55Z', '2026-11-23T07:55Z')
      """)
    try WatchTests.watch(school, sink, at: "2026-11-23T08:00:00Z")
    let mail = try #require(sink.mails.first { $0["subject"]?.string?.hasPrefix("The week") == true })
    let parts = mail["content"]?.array?.compactMap { $0["value"]?.string } ?? []
    #expect(parts.count == 2)
    for part in parts {
      let text = part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(
        text.contains(
          "Email: 40 sent, 90.0 % delivered (target at least 95 %, missed), 0.0 % opened (target at least 30 %, missed), "
            + "0.0 % clicked (target at least 8 %, missed), 2.5 % unsubscribed (target below 2 %, missed)"), "\(text)")
      #expect(text.contains("email_delivery_percent (email): 90 %, below 95 %"))
      #expect(text.contains("Paused campaigns") && text.contains("Cost: nothing has a price"))
      #expect(!text.contains("First3") && !text.contains("learner3@"))
    }
  }
}
