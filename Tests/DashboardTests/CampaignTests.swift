import Domain
import JSON
import TestKit
import Testing

/// The figures of every campaign, whatever it is about.
@Suite(.database)
struct CampaignTests {
  /// The ledger and beside it a campaign about sessions: one learner, one message sent, one that may have been, one failed.
  private func dashboard() throws -> Dashboard {
    let database = try Ledger.database()
    try database.run(
      """
      insert into rekindle.campaigns (slug, title, class, topic, subject_type, status, current_version, created_at)
      values ('session-no-show', 'Missed sessions', 'marketing', 'session', 'session', 'paused', 1, '2026-01-01');
      insert into rekindle.campaign_versions (campaign_id, version, content_hash, definition, messages, published_at)
      select 2, 1, 'other', definition || '{"slug": "session-no-show", "title": "Missed sessions", "subject": "session"}', '{}',
             '2026-01-01' from rekindle.campaign_versions;
      insert into rekindle.campaign_enrollments (id, user_id, subject_id, campaign_id, version, enrolled_at, anchor_at, next_due_at)
      overriding system value values (5, 4, 900006, 2, 1, '2026-11-06', '2026-11-06', '2026-11-27')
      """)
    try Ledger.message(8, of: 5, 1, sent: "2026-11-19T09:00:00Z", facts: ["clicked"], on: database)
    try Ledger.message(9, of: 5, 2, sent: "2026-11-19T10:00:00Z", status: "presumed_sent", on: database)
    try Ledger.message(
      10, of: 5, 3, sent: nil, status: "failed", reason: "invalid_address", scheduled: "2026-11-19", on: database)
    try database.run("update rekindle.message_deliveries set campaign_id = 2 where enrollment_id = 5")
    return Dashboard(database: database)
  }

  @Test func everyCampaignHasItsOwnFiguresWhateverItsSubject() throws {
    let rows = try dashboard().ask("/dashboard/campaigns").json["campaigns"]?.array
    #expect(rows?.map { $0["campaign"] } == ["course-completion", "session-no-show"])
    #expect(
      rows?.last == [
        "campaign": "session-no-show", "title": "Missed sessions", "subject": "session", "status": "paused",
        "enrolled": 1, "active": 1, "completed": 0, "unsubscribed": 0, "sent": 1, "presumed_sent": 1, "delivered": 1,
        "opened": 1, "clicked": 1, "failed": 1, "skipped": 0, "cost": .null,
      ] as JSON)
    #expect(rows?.first?["sent"] == 4 && rows?.first?["presumed_sent"] == 1 && rows?.first?["skipped"] == 1)
  }

  @Test func theDashboardShowsEveryCampaignAndTheMessagesOfAll() throws {
    let dashboard = try dashboard()
    let page = try dashboard.ask("/dashboard").text
    #expect(page.contains("<th scope=\"row\">Missed sessions</th>"))
    #expect(page.contains("<th scope=\"row\">2026-11-19</th>"))
    #expect(page.contains("data-label=\"Presumed sent\">1</td>"))
    #expect(page.contains("<a href=\"/admin/campaigns/session-no-show\">Change the words</a>"))
    let days = { (path: String) in try dashboard.ask(path).json.object?.values.first?.array?.map { $0["date"]?.string }
    }
    #expect(try days("/dashboard/messages") == ["2026-11-20", "2026-11-20", "2026-11-19", "2026-11-15"])
    #expect(try days("/dashboard/messages?campaign=session-no-show") == ["2026-11-19"])
    #expect(try days("/dashboard/course-reminders/delivery-stats") == ["2026-11-20", "2026-11-20", "2026-11-15"])
  }

  @Test func doubtIsAFigureOfItsOwnOfMessagesAndMetrics() throws {
    let dashboard = try dashboard()
    let day = try dashboard.ask("/dashboard/messages?campaign=session-no-show").json["messages"]?.array?.first
    #expect(day?["sent"] == 1 && day?["presumed_sent"] == 1 && day?["failed"] == 1)
    let text = try dashboard.ask("/metrics").text
    let labels = "campaign=\"session-no-show\",channel=\"email\",status=\"presumed_sent\""
    #expect(text.contains("\nrekindle_doubtful_messages_last_week{\(labels)} 1\n"))
  }

  /// Holds REQ-0-78 to REQ-0-85 and REQ-0-92.
  @Test func whatACampaignReachesStandsBesideWhatItIsMeantToReach() throws {
    let dashboard = try dashboard()
    try dashboard.database.run(
      """
      update rekindle.message_deliveries set sent_at = '2026-10-10', scheduled_at = '2026-10-10' where id in (2, 4);
      update rekindle.campaign_enrollments set ended_at = '2026-10-20' where id = 2;
      select rekindle.roll_up_episodes('2026-11-21T12:00Z')
      """)
    let rows = try #require(try dashboard.ask("/dashboard/targets").json["targets"]?.array)
    func found(_ measure: String, _ channel: String? = nil, of campaign: String = "course-completion") -> JSON? {
      rows.first {
        $0["campaign"]?.string == campaign && $0["measure"]?.string == measure && $0["channel"]?.string == channel
      }
    }
    #expect(found("delivered", "email")?["value"] == .number(100) && found("delivered", "email")?["base"] == 1)
    #expect(found("delivered", "sms")?["target"] == "at least 98 %" && found("delivered", "sms")?["is_met"] == "yes")
    #expect(found("opened", "sms") == nil, "it cannot be measured")
    #expect(found("clicked", "email")?["value"] == .number(0) && found("clicked", "email")?["is_met"] == "no")
    #expect(found("clicked", "sms")?["target"] == "at least 15 %")
    #expect(found("unsubscribed")?["value"] == .number(100) && found("unsubscribed")?["target"] == "below 2 %")
    #expect(found("completed_21_days")?["value"] == .number(50) && found("completed_21_days")?["base"] == 2)
    #expect(found("completed_21_days")?["is_met"] == "yes")
    #expect(
      found("days_to_completion")?["value"] == .number(10) && found("days_to_completion")?["target"] == nil as JSON)
    #expect(found("clicked", "email", of: "session-no-show")?["value"] == .number(100))
  }

  @Test func aMinutesJobHidesNoOther() throws {
    let database = try TestDatabase.current()
    try database.run(
      """
      insert into rekindle.job_execution_logs (job, status, invocation, started_at, finished_at, counts, error_type)
      select j.job, j.status, j.invocation, j.began, j.ended, j.counts::jsonb, j.error_type from (
      select 'schedule-tick', 'succeeded', 't', at, at + interval '1 s', '{"looked_at": 3}', null
        from generate_series(1, 120) i cross join lateral (select timestamptz '2026-11-21T12:00Z' - i * interval '1 min' as at) a
      union all
      select 'detect', 'failed', 'd', timestamptz '2026-11-21T02:00Z', timestamptz '2026-11-21T02:00:05Z', '{}', 'Store.Busy'
      union all
      select 'rollup', 'succeeded', 'r', timestamptz '2026-11-18T00:30Z', timestamptz '2026-11-18T00:30:05Z', '{"rows": 9}', null
      ) j(job, status, invocation, began, ended, counts, error_type)
      """)
    let dashboard = Dashboard(database: database)
    let jobs = try dashboard.ask("/dashboard/jobs/summary").json["jobs"]?.array
    #expect(jobs?.map { $0["job_name"] } == ["detect", "rollup", "schedule-tick"])
    #expect(jobs?.first?["error"] == "Store.Busy" && jobs?.first?["failures"] == 1)
    #expect(jobs?[1]["runs"] == 0 && jobs?[1]["started_at"] == "2026-11-18T00:30:00Z")
    #expect(jobs?.last?["runs"] == 120 && jobs?.last?["records_processed"] == 360)
    let page = try dashboard.ask("/dashboard").text
    #expect(page.contains("<th scope=\"row\">rollup</th>"))
    #expect(page.matches(of: /<th scope="row">schedule-tick</).count == 1)
    #expect(try dashboard.ask("/dashboard/jobs?job=rollup").json.array?.count == 1)
  }
}
