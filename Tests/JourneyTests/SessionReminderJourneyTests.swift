import JSON
import TestKit
import Testing

/// Reminders of a session, from the registration to the provider.
///
/// Holds REQ-1-06, REQ-1-23, REQ-1-24, REQ-1-31, REQ-1-53, REQ-1-58, X-13, X-40, X-41, X-42.
@Suite(.database, .timeLimit(.minutes(20))) struct SessionReminderJourneyTests {
  private let school: School

  /// Learners 1 and 2 have registered for session 5, on 20 November from noon to one o'clock.
  init() throws {
    school = try School.running(["session-reminder"], learners: 2)
    try school.database.run(
      """
      insert into lms_data.sessions (session_id, title, starts_at, ends_at)
      values (5, 'Chest pain', '2026-11-20T12:00:00Z', '2026-11-20T13:00:00Z');
      insert into lms_data.session_details values (5, 'https://learn.example.org/s/5');
      insert into lms_data.session_registrations select 5, u, '2026-11-10Z' from generate_series(1, 2) u
      """)
    try school.detect(at: "2026-11-17T02:00:00Z")
  }

  private func move(to start: String, at time: String) throws {
    try school.database.run(
      "update lms_data.sessions set starts_at = '\(start)', ends_at = '\(start)'::timestamptz + interval '1 hour'")
    for learner in 1...2 { try school.hear("lms.session.moved", of: learner, at: time) }
  }

  @Test func whoRegisteredHearsOfItADayAndAQuarterOfAnHourBeforeOnceOnEachChannel() throws {
    try school.pass("2026-11-19T11:59:00Z")
    #expect(try school.sent() == [])
    try school.pass("2026-11-19T12:00:00Z", "2026-11-19T12:01:00Z")
    #expect(try school.sent() == ["1 day-before email 19 12:00", "2 day-before email 19 12:00"])
    try school.pass("2026-11-19T16:00:00Z", "2026-11-20T11:44:00Z")
    #expect(try school.sent().dropFirst(2) == ["1 day-before whatsapp 19 16:00"], "after four hours of silence")
    try school.pass("2026-11-20T11:45:00Z", "2026-11-20T11:46:00Z")
    #expect(
      try school.sent().dropFirst(3) == ["1 soon email 20 11:45", "2 soon email 20 11:45", "1 soon whatsapp 20 11:46"])
    try school.detect(at: "2026-11-20T11:50:00Z")
    try school.pass("2026-11-20T11:51:00Z", "2026-11-20T12:01:00Z", "2026-11-21T12:00:00Z")
    #expect(try school.sent().count == 6)
    #expect(
      try school.database.rows("select distinct status, end_reason from rekindle.campaign_enrollments")
        == [["exhausted", "used_up"]])
    #expect(try school.database.rows("select rule, n::text from rekindle.violations") == [])
  }

  @Test func whoOpensTheEmailNeedsNoWhatsApp() throws {
    try school.pass("2026-11-19T12:00:00Z")
    let email = try school.database.count("select id from rekindle.message_deliveries where user_id = 1")
    try school.callback("open", of: [email], at: "2026-11-19T12:30:00Z")
    try school.pass("2026-11-19T16:00:00Z")
    #expect(try school.sent().allSatisfy { $0.contains(" email ") })
  }

  @Test func aSessionThatIsMovedHasOneReminderForItsNewTime() throws {
    try move(to: "2026-11-25T09:00:00Z", at: "2026-11-18T10:00:00Z")
    try school.pass("2026-11-19T12:00:00Z", "2026-11-20T11:45:00Z", "2026-11-24T08:59:00Z")
    #expect(try school.sent() == [])
    try school.pass("2026-11-24T09:00:00Z", "2026-11-24T10:00:00Z")
    #expect(try school.sent() == ["1 day-before email 24 09:00", "2 day-before email 24 09:00"])
  }

  @Test func aSessionThatIsMovedAfterItsReminderIsRemindedOfAgainByItsNewTime() throws {
    try school.pass("2026-11-19T12:00:00Z")
    try move(to: "2026-11-20T17:00:00Z", at: "2026-11-19T12:30:00Z")
    try school.pass("2026-11-19T16:59:00Z", "2026-11-19T17:00:00Z")
    #expect(try school.sent().filter { $0.hasSuffix("19 17:00") && $0.contains("day-before email") }.count == 2)
    try school.pass("2026-11-20T11:45:00Z", "2026-11-20T16:45:00Z")
    #expect(try school.sent().filter { $0.contains("soon email") }.map { $0.suffix(8) } == ["20 16:45", "20 16:45"])
  }

  @Test func aSessionThatIsMovedToSoonerAfterItsReminderIsToldAtOnce() throws {
    try school.pass("2026-11-19T12:00:00Z")
    try move(to: "2026-11-20T09:00:00Z", at: "2026-11-19T16:30:00Z")
    try school.pass("2026-11-19T16:31:00Z", "2026-11-19T17:00:00Z")
    let told = try school.sent().filter { $0.contains("day-before email") }
    #expect(told.map { $0.suffix(8) } == ["19 12:00", "19 12:00", "19 16:31", "19 16:31"])
    try move(to: "2026-11-20T09:00:00Z", at: "2026-11-19T18:00:00Z")
    try school.pass("2026-11-19T18:01:00Z")
    #expect(try school.sent().filter { $0.contains("day-before email") }.count == 4, "told of the same time once")
    #expect(try school.database.rows("select rule, n::text from rekindle.violations") == [])
  }

  @Test func aSessionMovedToAnHourFromNowIsRemindedOfAQuarterOfAnHourBefore() throws {
    try move(to: "2026-11-18T11:00:00Z", at: "2026-11-18T10:00:00Z")
    try school.pass("2026-11-18T10:45:00Z", "2026-11-19T12:00:00Z")
    #expect(try school.sent() == ["1 soon email 18 10:45", "2 soon email 18 10:45"])
  }

  @Test(arguments: [
    "update lms_data.sessions set cancelled_at = '2026-11-18T10:00:00Z'",
    "update lms_data.session_registrations set cancelled_at = '2026-11-18T10:00:00Z'",
  ])
  func nobodyIsRemindedOfWhatIsCalledOffUntilItTakesPlaceAfterAll(change: String) throws {
    try school.database.run(change)
    try school.pass("2026-11-18T10:01:00Z", "2026-11-19T12:00:00Z", "2026-11-20T11:45:00Z")
    #expect(try school.sent() == [])
    try school.database.run(change.replacing("'2026-11-18T10:00:00Z'", with: "null"))
    try school.detect(at: "2026-11-20T11:50:00Z")
    try school.pass("2026-11-20T11:50:00Z")
    #expect(try school.sent() == ["1 soon email 20 11:50", "2 soon email 20 11:50"])
  }

  @Test func whoRegistersLateIsRemindedOfWhatIsStillAhead() throws {
    try school.database.run("delete from lms_data.session_registrations where user_id = 2")
    for (learner, time) in [(3, "2026-11-20T07:00:00Z"), (4, "2026-11-20T10:30:00Z")] {
      try school.database.run(
        """
        insert into lms_data.users (user_id, first_name, email, timezone) values (\(learner), 'Lee', 'l\(learner)@learn.example', 'UTC');
        insert into lms_data.session_registrations values (5, \(learner), '\(time)')
        """)
      try school.hear("lms.registration.created", of: learner, at: time)
    }
    try school.pass("2026-11-20T11:45:00Z")
    #expect(
      try school.sent().filter { !$0.hasPrefix("1") } == [
        "3 day-before email 20 07:00", "3 soon email 20 11:45", "4 soon email 20 11:45",
      ], "what is less than two hours away is no longer a day away")
  }

  @Test func whoIsInAlreadyIsNotCalledAndNobodyIsCalledAfterTheStart() throws {
    try school.database.run("insert into lms_data.session_attendance values (5, 1, '2026-11-20T11:40:00Z')")
    try school.pass("2026-11-20T11:45:00Z")
    #expect(try school.sent() == ["2 soon email 20 11:45"])
    try school.database.run("update lms_data.sessions set starts_at = '2026-11-20T12:20:00Z'")
    try school.pass("2026-11-20T12:20:00Z")
    #expect(try school.sent().count == 1)
  }
}
