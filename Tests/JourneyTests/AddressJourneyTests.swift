import Domain
import JSON
import Store
import TestKit
import Testing

/// Learners whose addresses and zones are written as people write them get their messages.
@Suite(.database, .timeLimit(.minutes(20)))
struct AddressJourneyTests {
  @Test func everybodyWithAnAddressThatCanBeMeantIsWrittenTo() throws {
    let test = try TestDatabase.current()
    let school = try School()
    try test.run(
      """
      insert into lms.courses (course_id, name, starts_on, ends_on, url)
      values (7, 'Wound Care', '2026-01-01', '2027-12-31', 'https://learn.example/c/7');
      insert into lms.users (user_id, first_name, email, phone_number, timezone, region) values
        (1, 'Maya', 'maya@learner.example ', '+91 98765 43210', 'India Standard Time', null),
        (2, 'Jörg', 'joerg@bücher.example', null, ' europe/berlin', null),
        (3, 'Ben', 'Ben Rao <ben@learner.example>', '07700 900123', 'London', 'GB'),
        (4, 'Tom', 'tom@learner.example', null, 'US/Oldtown', null),
        (5, 'Ann', 'ann at learner.example', null, 'Asia/Kolkata', null);
      insert into rekindle.time_zones values ('us/oldtown', 'US/Oldtown');
      insert into lms.user_activities
      select u.user_id, 7, '2026-10-26T10:00:00Z', 'lesson' from lms.users u;
      """)
    try school.detect(at: "2026-11-02T02:00:00Z")
    for announcement in try school.tick(at: "2026-11-02T10:00:00Z") { try school.send(announcement) }
    let outcome = try test.rows(
      "select user_id, status, coalesce(reason, '') from rekindle.message_deliveries where channel = 'email' order by user_id"
    )
    #expect(
      outcome == [
        ["1", "sent", ""], ["2", "sent", ""], ["3", "sent", ""], ["4", "sent", ""],
        ["5", "skipped", "invalid_address"],
      ])
    #expect(try test.count("select count(*) from rekindle.anomalies") == 0)
  }

  @Test func aWeeklyRhythmKeepsItsHourOverAChangeOfClocks() throws {
    let test = try TestDatabase.current()
    let school = try School()
    try school.admit(1...1, lastSeen: "2026-10-09T09:00:00Z")
    try test.run("update lms_data.users set timezone = 'Europe/Berlin'")
    try school.detect(at: "2026-10-15T09:00:00Z")
    for day in ["2026-10-15T10:05:00Z", "2026-10-22T10:10:00Z", "2026-10-29T10:15:00Z", "2026-10-29T11:15:00Z"] {
      for announcement in try school.tick(at: day) { try school.send(announcement) }
    }
    let sent = try test.rows(
      """
      select (slot_at at time zone 'Europe/Berlin')::text, status from rekindle.message_deliveries
       where channel = 'email' order by slot_at
      """)
    #expect(
      sent == [
        ["2026-10-15 12:00:00", "sent"], ["2026-10-22 12:00:00", "sent"], ["2026-10-29 12:00:00", "sent"],
      ])
  }
}
