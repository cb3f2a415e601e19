import Foundation
import JSON
import Store
import TestKit
import Testing

/// Episodes that are over and whose date moves, while another campaign of their group begins.
@Suite(.database, .timeLimit(.minutes(20))) struct RevivalTests {
  private static let campaign = MadeUpCampaign(
    "session-ahead", subject: "session", enter: "  hourly: true",
    segment: """
      select r.user_id, r.session_id as subject_id, null::timestamptz as last_activity_at from lms.session_registrations r
      """
  )
  .replacing("campaign.yaml", "topic: session", "topic: session\nexclusive: sessions")
  .replacing("campaign.yaml", "    every: 7 days", "    before: { starts_at: 1 day }\n    useful_for: 2 hours")
  .with("goal.sql", "select null::timestamptz as reached_at where false")
  .with("state.sql", "select s.starts_at from lms.sessions s where s.session_id = subject")

  @Test func whomAnotherCampaignTakesMeanwhileIsPassedOverAndTheOthersAreLookedAt() throws {
    let school = try School(on: .current())
    let database = school.database
    try school.publish(URL(filePath: Self.campaign.write()))
    try school.admit(1...3, lastSeen: "2026-01-01T09:00:00Z")
    try database.run(
      """
      insert into lms_data.sessions (session_id, title, starts_at, ends_at)
      values (5, 'Chest pain', '2026-11-20T12:00Z', '2026-11-20T13:00Z');
      insert into lms_data.session_registrations select 5, u, '2026-11-01Z' from generate_series(1, 3) u
      """)
    try school.detect(at: "2026-11-02T09:00:00Z")
    try school.tick(at: "2026-11-02T09:00:00Z")
    try database.run(
      """
      update rekindle.campaign_enrollments set status = 'exhausted', end_reason = 'used_up', ended_at = '2026-11-20T12:00Z', next_due_at = null;
      update lms_data.sessions set starts_at = '2026-11-28T12:00Z', ends_at = '2026-11-28T13:00Z'
      """)
    let other = try database.connect()
    try other.runScript(
      """
      begin;
      insert into rekindle.campaign_enrollments
        (user_id, subject_id, campaign_id, version, episode, is_holdout, exclusive_group, enrolled_at, anchor_at, steps, next_due_at)
      select 2, 5, 999, 1, 1, false, e.exclusive_group, e.enrolled_at, e.anchor_at, '[]', '2026-12-01Z'
        from rekindle.campaign_enrollments e where e.user_id = 2
      """, named: "begin")
    let detect = try school.start("detect", role: "rekindle_detect")
    let results = ResultBox(count: 1)
    let done = DispatchSemaphore(value: 0)
    let told = school.event(
      "detect.told", at: "2026-11-21T09:00:00Z", data: ["type": "lms.session.moved", "user_ids": [1, 2, 3]])
    Thread.detachNewThread {
      results.set(0, detect.finish(stdin: told.bytes, timeout: 60))
      done.signal()
    }
    try database.waitForLocks(1)
    try other.runScript("commit", named: "commit")
    done.wait()
    #expect(results.all[0].exitCode == 0, "\(results.all[0].log)")
    #expect(
      try database.rows(
        "select user_id::text, status from rekindle.campaign_enrollments where campaign_id <> 999 order by user_id")
        == [["1", "active"], ["2", "exhausted"], ["3", "active"]])
  }
}
