import JSON
import Store
import TestKit
import Testing

/// Holds REQ-4-16, REQ-4-20, REQ-4-26, X-23, X-33, X-69, X-71, X-73.
@Suite(.database) struct SessionNoShowTests {
  private static let end = "2026-11-29T12:00:00Z"

  /// A session that ended at noon with its recording an hour later, and learners 1 to `count` who registered.
  private func session(_ count: Int, on database: TestDatabase) throws {
    for learner in 1...count { try database.insert(.learner(learner, zone: "Asia/Kolkata")) }
    try database.run(
      """
      insert into lms_data.sessions (session_id, title, topic, starts_at, ends_at, cpd_points, key_points) values
        (5, 'Chest pain', 'cardiology', '2026-11-29T11:00:00Z', '\(Self.end)', 1, E'One\\nTwo\\n\\nThree'),
        (6, 'Palpitations', 'cardiology', '2026-12-06T11:00:00Z', '2026-12-06T12:00:00Z', 1, null);
      insert into lms_data.recordings values (5, 'https://learn.example.org/r/5', '2026-11-29T13:00:00Z', '2026-12-09T12:00:00Z', 58);
      insert into lms_data.session_registrations select 5, u, '2026-11-20Z' from generate_series(1, \(count)) u
      """)
  }

  @Test func whoRegisteredAndDidNotComeEntersFromTwoHoursAfterTheEndForADay() throws {
    let campaign = try PublishedCampaign("session-no-show")
    try session(7, on: campaign.database)
    try campaign.database.run(
      """
      insert into lms_data.session_attendance values (5, 2, '2026-11-29T11:50:00Z');
      insert into lms_data.recording_views values (5, 3, '2026-11-29T13:30:00Z'), (5, 4, '2026-11-29T15:00:00Z');
      update lms_data.session_registrations set cancelled_at = '2026-11-28Z' where user_id = 5;
      update lms_data.session_registrations set registered_at = '2026-11-29T12:30:00Z' where user_id = 6;
      update lms_data.users set is_active = false where user_id = 7
      """)
    #expect(try campaign.segment(at: "2026-11-29T13:59:00Z") == [])
    #expect(try campaign.segment(at: "2026-11-29T14:00:00Z") == ["1/5", "4/5"])
    #expect(try campaign.segment(at: "2026-11-30T11:59:00Z") == ["1/5"])
    #expect(try campaign.segment(at: "2026-11-30T12:00:00Z") == [])
  }

  @Test func nobodyEntersBeforeTheRecordingIsThereNorForASessionThatWasCancelled() throws {
    let campaign = try PublishedCampaign("session-no-show")
    try session(1, on: campaign.database)
    try campaign.database.run("update lms_data.recordings set available_at = '2026-11-29T20:00:00Z'")
    #expect(try campaign.segment(at: "2026-11-29T19:59:00Z") == [])
    #expect(try campaign.segment(at: "2026-11-29T20:00:00Z") == ["1/5"])
    try campaign.database.run("update lms_data.sessions set cancelled_at = '2026-11-29T10:00:00Z'")
    #expect(try campaign.segment(at: "2026-11-29T20:00:00Z") == [])
  }

  @Test func whoCameAsALaterImportTellsHearsNoMore() throws {
    let campaign = try PublishedCampaign("session-no-show")
    try session(1, on: campaign.database)
    #expect(try campaign.context(1, 5, at: "2026-11-30T15:00:00Z") != nil)
    try campaign.database.run("insert into lms_data.session_attendance values (5, 1, '2026-11-29T11:05:00Z')")
    #expect(try campaign.context(1, 5, at: "2026-11-30T15:00:00Z") == nil)
  }

  @Test func watchingOrRegisteringAgainIsTheGoal() throws {
    let campaign = try PublishedCampaign("session-no-show")
    try session(4, on: campaign.database)
    try campaign.database.run(
      """
      insert into lms_data.recording_views values (5, 1, '2026-12-01T08:00:00Z');
      insert into lms_data.session_registrations values (6, 1, '2026-12-02T08:00:00Z', null), (6, 2, '2026-12-02T09:00:00Z', null),
        (6, 3, '2026-11-28T09:00:00Z', null), (6, 4, '2026-12-02T09:00:00Z', '2026-12-03T09:00:00Z')
      """)
    #expect(try campaign.goal(1, 5, at: "2026-12-01T07:59:00Z") == nil)
    #expect(try campaign.goal(1, 5, at: "2026-12-04T00:00:00Z") == "2026-12-01 08:00")
    #expect(try campaign.goal(2, 5, at: "2026-12-04T00:00:00Z") == "2026-12-02 09:00")
    #expect(try campaign.goal(3, 5, at: "2026-12-04T00:00:00Z") == nil, "that was before the session")
    #expect(try campaign.goal(4, 5, at: "2026-12-04T00:00:00Z") == nil, "taken back")
  }

  @Test func aRecordingThatGoesEndsWhatThereIsToSayAndItsLastDaysAreCountedWhereTheLearnerLives() throws {
    let campaign = try PublishedCampaign("session-no-show")
    try session(1, on: campaign.database)
    let first = try #require(try campaign.context(1, 5, at: "2026-11-29T15:00:00Z"))
    #expect(first["days_remaining"] == 10 && first["session_date"] == "29 November" && first["key_point_3"] == "Three")
    // 19:00Z is the next day in Kolkata.
    #expect(try campaign.context(1, 5, at: "2026-12-07T19:00:00Z")?["one_day_remaining"] == true)
    #expect(try campaign.context(1, 5, at: "2026-12-08T19:00:00Z")?["has_expiry"] == false)
    #expect(try campaign.context(1, 5, at: "2026-12-09T12:00:00Z") == nil)
    #expect(try campaign.state(1, 5, at: "2026-12-09T11:00:00Z")?["has_recording"] == true)
    #expect(try campaign.state(1, 5, at: "2026-12-09T12:00:00Z")?["has_recording"] == false)
    try campaign.database.run("update lms_data.recordings set expires_at = null")
    let lasting = try #require(try campaign.context(1, 5, at: "2027-03-01T00:00:00Z"))
    #expect(lasting["has_expiry"] == false && lasting["expiry_date"] == .null)
  }

  @Test func whatOthersDidIsShownFromFiveOnAndTotalsAreNotWhatIsNew() throws {
    let campaign = try PublishedCampaign("session-no-show")
    try session(1, on: campaign.database)
    try campaign.database.run(
      """
      insert into lms_data.session_figures values (5, '2026-11-30', 40, 12, 4, 4.6, 5, 4, 0);
      insert into lms_data.recording_sections values (5, 1, 0, 'Start', null, 4), (5, 2, 760, 'The ECG', 'Read it twice.', 9),
        (5, 3, 3725, 'Questions', null, 20)
      """)
    let known = try #require(try campaign.context(1, 5, at: "2026-11-30T08:00:00Z"))
    #expect(known["view_count_total"] == 12 && known["has_view_count_since"] == false)
    #expect(known["has_rating"] == true && known["has_certificate_issued_count"] == false)
    #expect(known["popular_sections"]?.array?.map { $0["timestamp"] } == ["1:02:05", "12:40"])
    #expect(known["insights"]?.array?.map { $0["title"] } == ["The ECG"])
    #expect(known["related_sessions"] == [["title": "Palpitations", "date": "6 December"]])
  }
}
