import JSON
import Store
import TestKit
import Testing

/// Who is reminded of a session, and what the reminder knows.
///
/// Holds REQ-1-23, REQ-1-47.
@Suite(.database) struct SessionReminderTests {
  /// Session 5 at noon of 29 November, and learners 1 to `count` who registered.
  private func session(_ count: Int, zone: String = "Asia/Kolkata", on database: TestDatabase) throws {
    for learner in 1...count { try database.insert(.learner(learner, zone: zone)) }
    try database.run(
      """
      insert into lms_data.sessions (session_id, title, speaker_name, starts_at, ends_at, cpd_points)
      values (5, 'Chest pain', 'Dr. Leila Haddad', '2026-11-29T12:00:00Z', '2026-11-29T12:55:00Z', 2);
      insert into lms_data.session_details values (5, 'https://learn.example.org/s/5');
      insert into lms_data.session_registrations select 5, u, '2026-11-20Z' from generate_series(1, \(count)) u
      """)
  }

  @Test func whoHasRegisteredForASessionAheadEnters() throws {
    let campaign = try PublishedCampaign("session-reminder")
    try session(6, on: campaign.database)
    try campaign.database.run(
      """
      update lms_data.session_registrations set cancelled_at = '2026-11-28T12:00:00Z' where user_id = 2;
      update lms_data.session_registrations set registered_at = '2026-11-28T13:00:00Z' where user_id = 3;
      update lms_data.users set is_active = false where user_id = 4;
      insert into lms_data.session_attendance values (5, 5, '2026-11-29T11:50:00Z')
      """)
    #expect(try campaign.segment(at: "2026-11-21T00:00:00Z") == ["1/5", "2/5", "5/5", "6/5"])
    #expect(try campaign.segment(at: "2026-11-28T12:00:00Z") == ["1/5", "5/5", "6/5"])
    #expect(
      try campaign.segment(at: "2026-11-29T11:59:00Z") == ["1/5", "3/5", "6/5"], "who is in already needs no reminder")
    #expect(try campaign.segment(at: "2026-11-29T12:00:00Z") == [])
    try campaign.database.run("update lms_data.sessions set cancelled_at = '2026-11-28T12:00:00Z'")
    #expect(try campaign.segment(at: "2026-11-28T12:00:00Z") == [])
  }

  @Test func theTimeIsThatOfTheLearnersClockAndTheDayIsNamedFromThere() throws {
    let campaign = try PublishedCampaign("session-reminder")
    try session(1, zone: "America/Argentina/Buenos_Aires", on: campaign.database)
    let before = try #require(try campaign.context(1, 5, at: "2026-11-28T12:00:00Z"))
    #expect(before["starts_when"] == "tomorrow" && before["starts_time"] == "09:00")
    #expect(before["starts_day"] == "Sunday 29 November" && before["zone_name"] == "Buenos Aires time")
    #expect(before["meeting_link"] == "https://learn.example.org/s/5" && before["session_duration"] == "55 minutes")
    // 04:00Z is the same day there.
    #expect(try campaign.context(1, 5, at: "2026-11-29T04:00:00Z")?["starts_when"] == "today")
    #expect(try campaign.context(1, 5, at: "2026-11-24T12:00:00Z")?["starts_when"] == "on Sunday 29 November")
    for (zone, name) in [("UTC", "UTC"), ("Etc/GMT+3", "UTC-3:00"), ("Asia/Kathmandu", "Kathmandu time")] {
      try campaign.database.run("update lms_data.users set timezone = '\(zone)'")
      let printed = try campaign.context(1, 5, at: "2026-11-28T12:00:00Z")?["zone_name"]
      #expect(printed == .string(name))
    }
  }

  @Test func nothingIsSaidOfASessionThatIsCalledOffOverOrNoLongerTheLearners() throws {
    let campaign = try PublishedCampaign("session-reminder")
    try session(1, on: campaign.database)
    #expect(try campaign.state(1, 5, at: "2026-11-28T12:00:00Z")?["starts_at"]?.string?.hasPrefix("2026-11-29") == true)
    #expect(try campaign.context(1, 5, at: "2026-11-29T12:54:00Z") != nil, "who comes late may still count")
    #expect(try campaign.context(1, 5, at: "2026-11-29T12:55:00Z") == nil)
    #expect(try campaign.context(2, 5, at: "2026-11-28T12:00:00Z") == nil)
    try campaign.database.run("update lms_data.session_registrations set cancelled_at = '2026-11-28T12:00:00Z'")
    #expect(try campaign.context(1, 5, at: "2026-11-28T12:00:00Z") == nil)
    try campaign.database.run(
      """
      update lms_data.session_registrations set cancelled_at = null;
      update lms_data.sessions set cancelled_at = '2026-11-28T12:00:00Z'
      """)
    #expect(try campaign.context(1, 5, at: "2026-11-28T12:00:00Z") == nil)
    #expect(try campaign.state(1, 5, at: "2026-11-28T12:00:00Z") == nil)
  }

  @Test func comingIsTheGoal() throws {
    let campaign = try PublishedCampaign("session-reminder")
    try session(2, on: campaign.database)
    try campaign.database.run("insert into lms_data.session_attendance values (5, 1, '2026-11-29T12:03:00Z')")
    #expect(try campaign.goal(1, 5, at: "2026-11-29T12:02:00Z") == nil)
    #expect(try campaign.goal(1, 5, at: "2026-11-29T12:10:00Z") == "2026-11-29 12:03")
    #expect(try campaign.goal(2, 5, at: "2026-11-29T12:10:00Z") == nil)
  }
}
