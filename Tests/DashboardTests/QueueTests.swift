import JSON
import TestKit
import Testing

/// What waits and what was given up, as the dashboard shows it.
@Suite(.database) struct QueueTests {
  /// Holds REQ-3-37.
  @Test func whatWaitsIsRetriedOrWasGivenUpIsCountedByChannel() throws {
    let database = try Ledger.database()
    try database.run(
      """
      insert into rekindle.message_deliveries (id, user_id, enrollment_id, subject_id, campaign_id, version, step, occurrence, stage,
        attempt, channel, class, status, template, slot_at, scheduled_at, not_before, expires_at, attention_at)
      overriding system value select v.occurrence, 1, 1, 1, 1, 1, 1, v.occurrence, 1, v.attempt, 'sms', 'marketing', 'scheduled', 'sms', v.at, v.at, v.at,
             v.at + interval '2 days', v.at
        from (values (20, 1, timestamptz '2026-11-21T11:00:00Z'), (21, 0, '2026-11-21T10:00:00Z'), (22, 0, '2026-12-01T10:00:00Z'))
               v(occurrence, attempt, at)
      """)
    let dashboard = Dashboard(database: database)
    let rows = try dashboard.ask("/dashboard/queue").json.array ?? []
    #expect(rows.map { $0["channel"] } == ["email", "sms"])
    #expect(rows.first?["failed"] == 1 && rows.first?["commonest_failure"] == "invalid_address")
    let sms = try #require(rows.last)
    #expect(sms["due"] == 2 && sms["waiting"] == 1 && sms["retrying"] == 1)
    #expect(sms["oldest_due_at"] == "2026-11-21T10:00:00Z")
    #expect(try dashboard.ask("/dashboard/queue?format=html").text.contains("Messages in the queue"))
  }
}
