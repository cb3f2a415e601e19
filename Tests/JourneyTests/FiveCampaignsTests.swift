import Foundation
import Store
import TestKit
import Testing

/// Five campaigns compete for the same learners for a month.
///
/// Holds REQ-4-28, REQ-4-29, REQ-4-30, REQ-4-31, REQ-4-34, REQ-4-39, REQ-4-40, REQ-4-41, X-08.
@Suite(.timeLimit(.minutes(30))) struct FiveCampaignsTests {
  @Test func aMonthOfFiveCampaignsBreaksNoPromiseAndWhoSaidNoIsLeftAlone() throws {
    let data = try LearnerData()
    defer { data.stop() }
    try data.runner("sample", "--learners", "250", "--date", "2026-11-20")
    let campaigns = try FiveCampaigns(on: data)
    #expect(try optOut(of: data, on: "2026-11-19") > 30)
    let month = try campaigns.simulate(days: 30, from: "2026-11-20")
    #expect(month.broken == [])
    #expect(month.silent == [], "each campaign writes to somebody")
    #expect(month.sharedLearners > 20, "they compete")
    #expect(month.takenOver > 0, "who stays away for a month changes from the weekly reminders to the longer way")
    #expect(month.heldBack > 0, "the caps are felt")
  }

  /// One real learner in twenty, with what the other campaigns ask for invented around them.
  @Test(.enabled(if: LearnerData.isPresent, "../shared/data/oulad is not beside this checkout"))
  func aMonthOfRealLearnersInFiveCampaignsBreaksNoPromise() throws {
    let data = try LearnerData()
    defer { data.stop() }
    try data.importPart(oneIn: 20)
    try data.connect().runScript(
      """
      insert into rekindle.consents (user_id, channel, is_granted, source, given_at)
      select user_id, 'whatsapp', true, 'form', '2013-09-01' from lms_data.users where user_id % 3 > 0
      """, named: "consents")
    let campaigns = try FiveCampaigns(on: data)
    #expect(try optOut(of: data, on: "2013-10-19") > 20)
    let month = try campaigns.simulate(days: 30, from: "2013-10-20")
    #expect(month.broken == [])
    #expect(month.silent == [], "each campaign writes to somebody")
    #expect(month.sharedLearners > 5, "they compete")
  }

  /// Lets detection run once on the evening of a day, and every third of those who entered say no: to the topic or to all; returns
  /// how many did.
  private func optOut(of data: LearnerData, on day: String) throws -> Int {
    let connection = try data.connect()
    try FiveCampaigns.detect(on: day, data)
    let noes = try connection.texts(
      """
      select count(*)::text
        from (select distinct on (e.user_id) e.user_id, c.topic from rekindle.campaign_enrollments e
                join rekindle.campaigns c on c.id = e.campaign_id where e.user_id % 3 = 0 order by e.user_id, e.id) n
       cross join lateral rekindle.suppress(n.user_id, 'all', case when n.user_id % 2 = 0 then 'topic' else 'all' end,
         case when n.user_id % 2 = 0 then n.topic else '' end, 0, '', 0, '', 'opt_out', 'email_link',
         '\(day)T21:00:00Z', '\(day)T21:00:00Z') s
      """)
    return noes.first?.first.flatMap { $0 }.flatMap { Int($0) } ?? 0
  }
}
