import Foundation
import JSON
import TestKit
import Testing

/// Jobs of campaigns by their names: what is planned, without anything stored for it.
@Suite(.database, .timeLimit(.minutes(20))) struct NamedJobTests {
  private static let before = "2026-07-01T10:00:00Z"
  private static let dayBefore = "2026-07-09T12:00:00Z"

  /// Holds REQ-2-15, REQ-2-16.
  @Test func whatACampaignPlansHasNamesWithTheNextRunAndWhomItWaitsFor() throws {
    let group = try StudyGroup()
    #expect(
      try group.jobs(at: Self.before) == [
        "meeting_456_reminder_1h 2026-07-20T11:00 1", "meeting_456_reminder_24h 2026-07-19T12:00 1",
        "meeting_45_reminder_1h 2026-07-10T11:00 3", "meeting_45_reminder_24h 2026-07-09T12:00 3",
      ])
    try group.work(at: Self.dayBefore)
    #expect(
      try group.jobs("meeting_45_*", at: "2026-07-09T12:01:00Z") == ["meeting_45_reminder_1h 2026-07-10T11:00 3"],
      "what has run waits for nobody")
    #expect(try group.messages().filter { $0.hasSuffix("text sent") }.count == 3)
  }

  /// Holds REQ-2-10, X-49.
  @Test func cancellingByAPatternMeansOneMeetingAndNotThoseWhoseNumberBeginsLikeIt() throws {
    let group = try StudyGroup()
    let cancelled = try group.ask("DELETE", "reminders", query: "pattern=meeting_45*", at: Self.before)
    #expect(cancelled.status == 200)
    #expect(cancelled.body["cancelled"] == ["meeting_45_reminder_1h", "meeting_45_reminder_24h"])
    #expect(
      try group.jobs(at: Self.before) == [
        "meeting_456_reminder_1h 2026-07-20T11:00 1", "meeting_456_reminder_24h 2026-07-19T12:00 1",
      ])
    for time in [Self.dayBefore, "2026-07-10T11:00:00Z", "2026-07-19T12:00:00Z"] { try group.work(at: time) }
    #expect(try group.messages() == ["1 text sent"])
  }

  @Test func aReminderThatIsReservedAndHasNotLeftIsTakenBack() throws {
    let group = try StudyGroup()
    try group.school.tick(at: Self.dayBefore)
    #expect(try group.messages() == ["1 text scheduled", "2 text scheduled", "3 text scheduled"])
    try group.ask("DELETE", "reminders", query: "pattern=meeting_45_reminder_24h", at: Self.dayBefore)
    #expect(try group.messages() == (1...3).map { "\($0) text skipped cancelled" })
  }

  /// Holds REQ-2-06, REQ-2-17, REQ-2-18.
  @Test func aMovedMeetingPlansItsJobsAnewAndADeletedOneHasNone() throws {
    let group = try StudyGroup()
    try group.ask("DELETE", "reminders", query: "pattern=meeting_45_*", at: Self.before)
    try group.school.database.run(
      """
      update lms.meetings set starts_at = '2026-07-12T12:00Z', ends_at = '2026-07-12T13:00Z' where meeting_id = 45;
      update lms.meetings set cancelled_at = '2026-07-02' where meeting_id = 456;
      """)
    #expect(
      try group.jobs(at: "2026-07-03T10:00:00Z") == [
        "meeting_45_reminder_1h 2026-07-12T11:00 3", "meeting_45_reminder_24h 2026-07-11T12:00 3",
      ], "who cancelled them spoke of the day that it was on")
  }

  /// Holds X-46.
  @Test func ofAMeetingThatIsMadeLateOnlyTheReminderIsLeftThatIsStillOfUse() throws {
    let group = try StudyGroup()
    try group.school.database.run(
      """
      insert into lms.meetings (meeting_id, group_id, title, starts_at, ends_at)
      values (46, 8, 'At short notice', '2026-07-02T15:00Z', '2026-07-02T16:00Z')
      """)
    try group.school.detect(at: Self.before)
    try group.work(at: "2026-07-02T10:00:00Z")
    #expect(try group.jobs("meeting_46_*", at: "2026-07-02T10:01:00Z") == ["meeting_46_reminder_1h 2026-07-02T14:00 1"])
    #expect(try group.messages() == ["1 text skipped late"])
    try group.work(at: "2026-07-02T14:00:00Z")
    #expect(try group.messages().last == "1 soon sent")
  }

  @Test func aMovedJobRunsAtItsNewTimeAndNotAtTheOld() throws {
    let group = try StudyGroup()
    let moved = try group.ask(
      "PATCH", "reminders/meeting_45_reminder_24h", ["run_at": "2026-07-08T18:30:00Z"], at: Self.before)
    #expect(moved.status == 200 && moved.body["recipients"] == 3)
    #expect(
      try group.jobs("meeting_45_reminder_24h", at: Self.before) == ["meeting_45_reminder_24h 2026-07-08T18:30 3"])
    try group.work(at: "2026-07-08T18:30:00Z")
    try group.work(at: Self.dayBefore)
    #expect(try group.messages() == (1...3).map { "\($0) text sent" })
    let unknown = try group.ask(
      "PATCH", "reminders/meeting_46_reminder_24h", ["run_at": "2026-07-08T18:30:00Z"], at: Self.before)
    #expect(unknown.status == 404)
  }

  @Test func whoWasRemindedBeforeAJobWasMovedIsNotRemindedAgain() throws {
    let group = try StudyGroup()
    try group.school.database.run("update lms.users set timezone = 'Asia/Tokyo' where user_id = 3")
    try group.work(at: Self.dayBefore)
    #expect(try group.messages() == ["1 text sent", "2 text sent"], "it is 21:00 in Tokyo")
    let moved = try group.ask(
      "PATCH", "reminders/meeting_45_reminder_24h", ["run_at": "2026-07-10T01:00:00Z"], at: "2026-07-09T12:30:00Z")
    #expect(moved.body["recipients"] == 1)
    try group.work(at: "2026-07-10T01:00:00Z")
    #expect(try group.messages() == ["1 text sent", "2 text sent", "3 text sent"])
  }

  @Test func aNameThatACampaignPlansIsNotGivenToARequest() throws {
    let group = try StudyGroup()
    let answer = try group.ask(
      "POST", "reminders",
      [
        "job_id": "meeting_45_reminder_1h", "run_at": "2026-07-08T18:30:00Z", "message_type": "meeting-reminder/soon",
        "recipients": [1], "context": ["meeting_title": "Chapter two"],
      ], at: Self.before)
    #expect(answer.status == 409)
  }
}
