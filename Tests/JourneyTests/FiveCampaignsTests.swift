import Foundation
import JSON
import Store
import TestKit
import Testing

/// Five campaigns compete for the same made-up learners for a month.
///
/// Holds REQ-4-28, REQ-4-29, REQ-4-30, REQ-4-31, REQ-4-34, REQ-4-39, REQ-4-40, REQ-4-41, X-08.
@Suite(.timeLimit(.minutes(30))) struct FiveCampaignsTests {
  @Test func aMonthOfFiveCampaignsBreaksNoPromiseAndWhoSaidNoIsLeftAlone() throws {
    let data = try LearnerData()
    defer { data.stop() }
    try data.runner("sample", "--learners", "250", "--date", "2026-11-20")
    let campaigns = try FiveCampaigns(on: data)
    try optOut(of: data)
    let month = try campaigns.simulate(days: 30, from: "2026-11-20")
    #expect(month.broken == [])
    #expect(month.silent == [], "each campaign writes to somebody")
    #expect(month.sharedLearners > 20, "they compete")
    #expect(month.takenOver > 0, "who stays away for a month changes from the weekly reminders to the longer way")
    #expect(month.heldBack > 0, "the caps are felt")
  }

  /// Lets detection run once, and every third of those who entered say no: to the topic or to all.
  private func optOut(of data: LearnerData) throws {
    let connection = try data.connect()
    let url = try data.runner("database", "url").output.trimmingCharacters(in: .whitespacesAndNewlines)
    let event: JSON = [
      "specversion": "1.0", "id": "1", "source": "/timers", "type": "timer.detect", "time": "2026-11-19T20:00:00Z",
    ]
    let environment = [
      "DATABASE_URL": url.replacing("postgres@", with: "rekindle_detect@"), "REKINDLE_CLOCK": "event",
    ]
    let result = try Spawn(built: "detect", environment: environment, timeout: 120).run(event.text)
    #expect(result.exitCode == 0, "\(result.output)")
    let noes = try connection.texts(
      """
      select count(*)::text
        from (select distinct on (e.user_id) e.user_id, c.topic from rekindle.campaign_enrollments e
                join rekindle.campaigns c on c.id = e.campaign_id where e.user_id % 3 = 0 order by e.user_id, e.id) n
       cross join lateral rekindle.suppress(n.user_id, 'all', case when n.user_id % 2 = 0 then 'topic' else 'all' end,
         case when n.user_id % 2 = 0 then n.topic else '' end, 0, '', 0, '', 'opt_out', 'email_link',
         '2026-11-19T21:00:00Z', '2026-11-19T21:00:00Z') s
      """)
    #expect((noes.first?.first.flatMap { $0 }.flatMap { Int($0) } ?? 0) > 30)
  }
}
