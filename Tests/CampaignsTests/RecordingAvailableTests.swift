import JSON
import Store
import TestKit
import Testing

/// Who hears of a recording by this campaign, and what the message knows.
///
/// Holds REQ-1-25, REQ-1-48, X-10.
@Suite(.database) struct RecordingAvailableTests {
  /// Session 5 ended at noon of 29 November, its recording is there from `available` on; learners 1 to 4 registered, 1 and 2 came.
  private func session(recorded available: String = "2026-11-29T13:00:00Z", on database: TestDatabase) throws {
    for learner in 1...4 { try database.insert(.learner(learner, zone: "Asia/Kolkata")) }
    try database.run(
      """
      insert into lms_data.sessions (session_id, title, starts_at, ends_at)
      values (5, 'Chest pain', '2026-11-29T11:00:00Z', '2026-11-29T12:00:00Z');
      insert into lms_data.recordings values (5, 'https://learn.example.org/r/5', '\(available)', '2026-12-09T19:00:00Z', 58);
      insert into lms_data.session_registrations select 5, u, '2026-11-20Z' from generate_series(1, 4) u;
      insert into lms_data.session_attendance select 5, u, '2026-11-29T11:00:00Z' from generate_series(1, 2) u
      """)
  }

  @Test func whoCameEntersOnceItCanBeWatchedAndForThreeDays() throws {
    let campaign = try PublishedCampaign("recording-available")
    try session(on: campaign.database)
    try campaign.database.run("insert into lms_data.recording_views values (5, 2, '2026-11-29T15:00:00Z')")
    #expect(try campaign.segment(at: "2026-11-29T12:59:00Z") == [])
    #expect(
      try campaign.segment(at: "2026-11-29T13:00:00Z") == ["1/5", "2/5"], "who did not come hears of it otherwise")
    #expect(try campaign.segment(at: "2026-11-29T15:00:00Z") == ["1/5"])
    #expect(try campaign.segment(at: "2026-12-02T12:59:00Z") == ["1/5"])
    #expect(try campaign.segment(at: "2026-12-02T13:00:00Z") == [])
    for gone in [
      "update lms_data.recordings set available_at = null",
      "update lms_data.recordings set available_at = '2026-11-29T13:00:00Z', expires_at = '2026-11-30T00:00:00Z'",
    ] {
      try campaign.database.run(gone)
      #expect(try campaign.segment(at: "2026-11-30T00:00:00Z") == [])
    }
  }

  @Test func whoDidNotComeHearsOfARecordingThatIsTooLateForTheCampaignAboutMissedSessions() throws {
    let campaign = try PublishedCampaign("recording-available")
    try session(recorded: "2026-11-30T12:00:00Z", on: campaign.database)
    #expect(try campaign.segment(at: "2026-11-30T13:00:00Z") == ["1/5", "2/5", "3/5", "4/5"])
  }

  @Test func itsEndIsNamedWhereThereIsOneAndNothingIsSaidAfterIt() throws {
    let campaign = try PublishedCampaign("recording-available")
    try session(on: campaign.database)
    let known = try #require(try campaign.context(1, 5, at: "2026-11-29T13:00:00Z"))
    #expect(known["recording_link"] == "https://learn.example.org/r/5" && known["recording_duration"] == "58 minutes")
    #expect(known["expiry_date"] == "10 December 2026", "the next day in Kolkata")
    #expect(known["has_attended"] == true)
    #expect(try campaign.context(3, 5, at: "2026-11-29T13:00:00Z")?["has_attended"] == false)
    #expect(try campaign.context(1, 5, at: "2026-12-09T19:00:00Z") == nil)
    try campaign.database.run("update lms_data.recordings set expires_at = null, duration_minutes = null")
    let lasting = try #require(try campaign.context(1, 5, at: "2026-12-09T19:00:00Z"))
    #expect(lasting["has_expiry"] == false && lasting["recording_duration"] == .null)
  }

  @Test func watchingIsTheGoal() throws {
    let campaign = try PublishedCampaign("recording-available")
    try session(on: campaign.database)
    try campaign.database.run("insert into lms_data.recording_views values (5, 1, '2026-12-01T08:00:00Z')")
    #expect(try campaign.goal(1, 5, at: "2026-12-01T07:59:00Z") == nil)
    #expect(try campaign.goal(1, 5, at: "2026-12-01T08:00:00Z") == "2026-12-01 08:00")
    #expect(try campaign.goal(2, 5, at: "2026-12-01T08:00:00Z") == nil)
  }
}
