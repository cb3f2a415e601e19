import JSON
import TestKit
import Testing

/// Recordings, assignments and payments, from what the host knows to the provider.
@Suite(.database, .timeLimit(.minutes(20))) struct DatedCampaignsTests {
  /// Session 5 of 20 November, for which learners 1 to 3 registered and to which 1 and 2 came.
  private static let session = """
    insert into lms_data.sessions (session_id, title, starts_at, ends_at)
    values (5, 'Chest pain', '2026-11-20T12:00:00Z', '2026-11-20T13:00:00Z');
    insert into lms_data.session_registrations select 5, u, '2026-11-10Z' from generate_series(1, 3) u;
    insert into lms_data.session_attendance select 5, u, '2026-11-20T12:00:00Z' from generate_series(1, 2) u
    """

  private func publishRecording(_ school: School, at time: String, heardBy learners: ClosedRange<Int>) throws {
    try school.database.run(
      "insert into lms_data.recordings values (5, 'https://learn.example.org/r/5', '\(time)', null, 58)")
    for learner in learners { try school.hear("lms.recording.published", of: learner, at: time) }
  }

  /// Holds REQ-1-07, REQ-1-25, REQ-1-32.
  @Test func aRecordingIsAnnouncedAtOnceToWhoCameAndOnce() throws {
    let school = try School.running(["recording-available"], learners: 3)
    try school.database.run(Self.session)
    try school.detect(at: "2026-11-20T14:00:00Z")
    try publishRecording(school, at: "2026-11-20T15:00:00Z", heardBy: 1...3)
    #expect(try school.sent() == ["1 ready email 20 15:00", "2 ready email 20 15:00"])
    try school.detect(at: "2026-11-20T16:00:00Z")
    try school.hear("lms.recording.published", of: 1, at: "2026-11-21T10:00:00Z")
    try school.pass("2026-11-21T10:01:00Z")
    #expect(try school.sent().count == 2)
  }

  @Test func aRecordingThatComesAtNightIsAnnouncedInTheMorningUnlessItWasWatchedBefore() throws {
    let school = try School.running(["recording-available"], learners: 3)
    try school.database.run(Self.session)
    try publishRecording(school, at: "2026-11-20T22:00:00Z", heardBy: 1...2)
    try school.database.run("insert into lms_data.recording_views values (5, 2, '2026-11-21T07:00:00Z')")
    try school.pass("2026-11-21T07:59:00Z", "2026-11-21T08:00:00Z")
    #expect(try school.sent() == ["1 ready email 21 08:00"])
  }

  /// Holds X-10.
  @Test func oneCampaignAnnouncesARecordingToALearner() throws {
    let school = try School.running(["recording-available", "session-no-show"], learners: 3)
    try school.database.run(Self.session)
    try publishRecording(school, at: "2026-11-20T14:00:00Z", heardBy: 1...3)
    try school.detect(at: "2026-11-20T15:00:00Z")
    try school.pass("2026-11-20T15:00:00Z", "2026-11-20T15:01:00Z")
    #expect(
      try school.sent() == ["1 ready email 20 14:00", "2 ready email 20 14:00", "3 day-0 email 20 15:00"])
  }

  private static let assignment = """
    insert into lms_data.assignments values (8, 1, 'A case', '2026-11-22T20:00:00Z', null, 'https://learn.example.org/a/8')
    """

  /// Holds REQ-1-08, REQ-1-26, REQ-1-33.
  @Test func whoHasNotHandedInIsRemindedOnceBetweenTwoDaysAndOneDayBefore() throws {
    let school = try School.running(["assignment-due"], learners: 3)
    try school.database.run(
      Self.assignment + ";insert into lms_data.submissions values (8, 2, '2026-11-20T19:00:00Z')")
    try school.database.run("update lms_data.users set timezone = 'Asia/Kolkata' where user_id = 3")
    try school.detect(at: "2026-11-19T02:00:00Z")
    try school.pass("2026-11-20T18:59:00Z", "2026-11-20T20:00:00Z", "2026-11-21T02:29:00Z")
    #expect(try school.sent() == [], "it is after eight in the evening, and nobody hears of it before eight")
    try school.pass("2026-11-21T02:30:00Z", "2026-11-21T08:00:00Z")
    #expect(
      try school.sent() == ["3 two-days-before email 21 02:30", "1 two-days-before email 21 08:00"],
      "who handed in is not reminded")
    try school.detect(at: "2026-11-21T09:00:00Z")
    try school.pass("2026-11-21T10:00:00Z", "2026-11-22T10:00:00Z", "2026-11-23T10:00:00Z")
    #expect(try school.sent().count == 2)
  }

  @Test func aDateThatMovesTakesItsReminderAlongAndWhatIsNoLongerAskedForHasNone() throws {
    let school = try School.running(["assignment-due"], learners: 1)
    try school.database.run(Self.assignment)
    try school.detect(at: "2026-11-19T02:00:00Z")
    try school.database.run("update lms_data.assignments set due_at = '2026-11-25T20:00:00Z'")
    try school.hear("lms.assignment.moved", of: 1, at: "2026-11-20T08:00:00Z")
    try school.pass("2026-11-21T08:00:00Z", "2026-11-23T20:00:00Z", "2026-11-24T08:00:00Z")
    #expect(try school.sent() == ["1 two-days-before email 24 08:00"])
    try school.database.run("update lms_data.assignments set due_at = '2026-11-28T20:00:00Z'")
    try school.hear("lms.assignment.moved", of: 1, at: "2026-11-24T12:00:00Z")
    try school.database.run("update lms_data.assignments set cancelled_at = '2026-11-25T20:00:00Z'")
    try school.pass("2026-11-26T20:00:00Z")
    #expect(try school.sent().count == 1)
  }

  @Test func whatIsAskedForAtShortNoticeIsRemindedOfWhileADayIsLeft() throws {
    let school = try School.running(["assignment-due"], learners: 1)
    try school.database.run(
      Self.assignment
        + ";insert into lms_data.assignments values (9, 1, 'A letter', '2026-11-22T10:00:00Z', null, 'https://learn.example.org/a/9')"
    )
    try school.detect(at: "2026-11-21T12:00:00Z")
    try school.pass("2026-11-21T12:00:00Z", "2026-11-21T12:01:00Z", "2026-11-22T09:00:00Z")
    #expect(try school.sent() == ["1 two-days-before email 21 12:00"])
    #expect(
      try school.database.rows(
        "select subject_id::text, reason from rekindle.message_deliveries where status = 'skipped'")
        == [["9", "late"]])
  }

  private static let payment = """
    insert into lms_data.payments (payment_id, user_id, amount, currency, requested_at, url)
    select u, u, 5000, 'INR', '2026-11-20T10:00:00Z', 'https://learn.example.org/p/' || u from generate_series(1, 3) u
    """

  /// Holds REQ-1-09, REQ-1-27, REQ-1-34, REQ-1-53, X-21.
  @Test func anOpenPaymentIsRemindedOfOnceByEmailAndThenOnWhatsApp() throws {
    let school = try School.running(["payment-pending"], learners: 3)
    try school.database.run(Self.payment)
    try school.detect(at: "2026-11-22T20:30:00Z")
    try school.pass("2026-11-23T08:00:00Z")
    #expect(try school.sent() == [], "it has not been open for three days")
    try school.detect(at: "2026-11-23T20:30:00Z")
    try school.database.run(
      """
      update lms_data.payments set paid_at = '2026-11-24T06:00:00Z' where payment_id = 2;
      update lms_data.payments set cancelled_at = '2026-11-24T06:00:00Z' where payment_id = 3
      """)
    try school.pass("2026-11-24T07:59:00Z", "2026-11-24T08:00:00Z")
    #expect(try school.sent() == ["1 reminder email 24 08:00"])
    try school.pass("2026-11-25T08:00:00Z", "2026-11-25T09:00:00Z")
    #expect(try school.sent().dropFirst() == ["1 reminder whatsapp 25 09:00"])
    for day in 25...30 {
      try school.detect(at: "2026-11-\(day)T20:30:00Z")
      try school.pass("2026-11-\(day)T21:00:00Z")
    }
    #expect(try school.sent().count == 2)
    #expect(
      try school.database.rows("select status from rekindle.campaign_enrollments order by user_id")
        == [["exhausted"], ["completed"], ["expired"]])
    #expect(try school.database.rows("select rule, n::text from rekindle.violations") == [])
  }

  @Test func whoPaysAfterTheEmailHearsNoMoreOfIt() throws {
    let school = try School.running(["payment-pending"], learners: 1)
    try school.database.run(Self.payment)
    try school.detect(at: "2026-11-23T20:30:00Z")
    try school.pass("2026-11-24T08:00:00Z")
    try school.database.run("update lms_data.payments set paid_at = '2026-11-24T12:00:00Z'")
    try school.pass("2026-11-25T09:00:00Z")
    #expect(try school.sent() == ["1 reminder email 24 08:00"])
    #expect(try school.database.rows("select end_reason from rekindle.campaign_enrollments") == [["goal_reached"]])
  }
}
