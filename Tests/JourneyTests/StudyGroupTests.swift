import Domain
import Foundation
import JSON
import TestKit
import Testing

/// Study groups from what the host tells to what their members get.
@Suite(.database, .timeLimit(.minutes(20))) struct StudyGroupTests {
  /// Holds REQ-2-04, REQ-2-36, X-12.
  @Test func aSignupIsWelcomedAtOnceByEmailAndAMinuteLaterOnDiscordAndOnce() throws {
    let platform = try StudyPlatform(["welcome"])
    for _ in 1...2 { try platform.tell("lms.signup.completed", at: StudyPlatform.joinedAt, ["user_id": 1]) }
    #expect(try platform.sent() == ["1 welcome email"])
    try platform.tick(at: "2026-11-20T10:01:00Z")
    try platform.hour(at: "2026-11-20T11:00:00Z")
    #expect(try platform.sent() == ["1 welcome email", "1 welcome discord"])
    // Who signed up without being told comes with the daily run, as long as that is news.
    try platform.school.database.run(
      "insert into lms_data.signups values (2, '2026-11-19T12:00:00Z'), (3, '2026-11-10T12:00:00Z')")
    try platform.school.detect(at: "2026-11-20T12:00:00Z")
    for minute in ["00", "01"] { try platform.tick(at: "2026-11-20T12:\(minute):00Z") }
    #expect(
      try platform.sent() == ["1 welcome email", "1 welcome discord", "2 welcome email", "2 welcome discord"])
    #expect(try platform.violations() == [])
  }

  /// Holds REQ-2-43, REQ-2-47, X-63: both switches bind, also what is written on an assignment.
  @Test func aSwitchThatIsOffBindsTheWelcomeAndTheAssignment() throws {
    let platform = try StudyPlatform(["welcome", "group-assigned"])
    for (learner, name) in [(1, "dm_notifications_enabled"), (2, "email_notifications_enabled")] {
      let answer = try platform.school.ask(
        "campaign-admin", role: "rekindle_admin", "POST", "/api/learners/\(learner)/preferences", key: "admin-key",
        body: .object([name: false]), at: "2026-11-20T09:00:00Z")
      try #require(answer.status == 200, "\(answer)")
    }
    for learner in 1...2 {
      try platform.tell("lms.signup.completed", at: StudyPlatform.joinedAt, ["user_id": .integer(learner)])
      try platform.join([learner])
    }
    for minute in 1...4 { try platform.tick(at: "2026-11-20T10:0\(minute):00Z") }
    #expect(
      try platform.sent() == [
        "1 welcome email", "1 assigned-undated email", "2 welcome discord", "2 assigned-dm discord",
      ])
    #expect(try platform.violations() == [])
  }

  @Test func whoHasBeenToldIsNotToldAgainByTheHoursThatFollow() throws {
    let platform = try StudyPlatform(["group-assigned"])
    try platform.join([1])
    for time in ["20T10:01", "20T16:01"] { try platform.tick(at: "2026-11-\(time):00Z") }
    let told = try platform.sent()
    #expect(told == ["1 assigned-undated email", "1 assigned-dm discord"])
    for time in ["20T17:00", "21T00:00", "21T09:00"] {
      try platform.hour(at: "2026-11-\(time):00Z")
      try platform.tick(at: "2026-11-\(time.replacing(":00", with: ":01")):00Z")
    }
    #expect(try platform.sent() == told)
    #expect(try platform.school.database.count("select count(*) from rekindle.campaign_enrollments") == 1)
  }

  @Test func whoLeavesAndJoinsAgainIsToldAgain() throws {
    let platform = try StudyPlatform(["group-assigned"])
    try platform.join([1])
    for time in ["20T10:01", "20T16:01"] { try platform.tick(at: "2026-11-\(time):00Z") }
    let told = try platform.sent()
    #expect(told == ["1 assigned-undated email", "1 assigned-dm discord"])
    try platform.tell("lms.group.left", at: "2026-11-22T10:00:00Z", ["group_id": 7, "user_id": 1])
    try platform.hour(at: "2026-11-22T11:00:00Z")
    #expect(try platform.sent() == told)
    try platform.join([1], at: "2026-11-24T10:00:00Z")
    for time in ["24T10:01", "24T10:02"] { try platform.tick(at: "2026-11-\(time):00Z") }
    #expect(try platform.sent() == told + told)
    #expect(
      try platform.school.database.count("select count(*) from rekindle.campaign_enrollments") == 1,
      "the episode goes on: `joined_at` has moved")
    #expect(try platform.violations() == [])
  }

  /// Holds REQ-2-05, REQ-2-35, REQ-2-40, REQ-2-41, REQ-2-42, REQ-2-49, X-48.
  @Test func theInvitationComesWithTheAssignmentFollowsTheMeetingsAndLeavesWithTheMember() throws {
    let platform = try StudyPlatform(["group-assigned"], keepsMail: true)
    let series: JSON = [
      "group_id": 7, "starts_at": .string(StudyPlatform.meetsAt), "ends_at": "2026-12-01T14:30:00Z", "meetings": 8,
      "timezone": "Asia/Kolkata",
    ]
    try platform.tell("lms.group.scheduled", at: "2026-11-19T10:00:00Z", series)
    try platform.join([1, 2])
    try platform.tick(at: "2026-11-20T10:01:00Z")
    #expect(
      try platform.sent() == [
        "1 assigned calendar", "1 assigned-dm discord", "2 assigned calendar", "2 assigned-dm discord",
      ])
    let first = try #require(try invitations(platform).last)
    #expect(first.contains("METHOD:REQUEST\r\n") && first.contains("SEQUENCE:0\r\n"))
    #expect(first.contains("SUMMARY:Study group: Kestrel\r\n") && first.contains("DESCRIPTION:With First1."))
    #expect(first.contains("DTSTART;TZID=Asia/Kolkata:20261201T190000\r\n") && first.contains("COUNT=8"))
    // Moved by half an hour: everybody's entry follows, under the same id.
    let moved = series.merging(["starts_at": "2026-12-01T14:00:00Z", "ends_at": "2026-12-01T15:00:00Z"])
    try platform.tick(at: "2026-11-22T09:59:00Z")
    try platform.tell("lms.group.scheduled", at: "2026-11-22T10:00:00Z", moved)
    #expect(
      try platform.sent().filter { $0.hasSuffix("changed calendar") } == ["1 changed calendar", "2 changed calendar"])
    let second = try #require(try invitations(platform).last)
    #expect(second.contains("SEQUENCE:1\r\n") && second.contains("DTSTART;TZID=Asia/Kolkata:20261201T193000\r\n"))
    try follows(oneMeetingThatMoves: platform)
    // Who leaves has it taken out of the calendar; the other one keeps it.
    try platform.tick(at: "2026-11-23T09:59:00Z")
    try platform.tell("lms.group.left", at: "2026-11-23T10:00:00Z", ["group_id": 7, "user_id": 2])
    #expect(try platform.sent().last == "2 left calendar")
    let removal = try #require(try invitations(platform).last)
    #expect(removal.contains("METHOD:CANCEL\r\n") && !removal.contains("STATUS:CANCELLED"))
    try platform.tick(at: "2026-11-24T09:59:00Z")
    try platform.tell("lms.group.unscheduled", at: "2026-11-24T10:00:00Z", ["group_id": 7])
    #expect(try platform.sent().filter { $0.hasSuffix("off calendar") } == ["1 off calendar"])
    #expect(try #require(try invitations(platform).last).contains("STATUS:CANCELLED\r\n"))
    #expect(try platform.violations() == [])
  }

  /// Holds REQ-2-07, REQ-2-14, X-47.
  @Test func aTrialLessonThatIsNotFinishedIsRememberedADayLater() throws {
    let platform = try StudyPlatform(["trial-nudge"])
    for (trial, learner) in [(1, 1), (2, 2)] {
      try platform.tell(
        "lms.trial_lesson.started", at: StudyPlatform.joinedAt,
        ["trial_id": .integer(trial), "user_id": .integer(learner), "lesson_id": 31])
    }
    try platform.tell(
      "lms.trial_lesson.completed", at: "2026-11-20T11:00:00Z", ["trial_id": 2, "user_id": 2])
    try platform.tick(at: "2026-11-21T09:59:00Z")
    #expect(try platform.sent() == [])
    for minute in ["00", "01"] { try platform.tick(at: "2026-11-21T10:\(minute):00Z") }
    #expect(try platform.sent() == ["1 day-after email", "1 day-after discord"])
    #expect(try platform.violations() == [])
  }

  /// One meeting of the series moves to the next day: the series says so, and the others stay.
  private func follows(oneMeetingThatMoves platform: StudyPlatform) throws {
    try platform.tell(
      "lms.meeting.created", at: "2026-11-22T11:00:00Z",
      [
        "meeting_id": 71, "group_id": 7, "starts_at": "2026-12-08T14:00:00Z", "ends_at": "2026-12-08T15:00:00Z",
      ])
    try platform.tell(
      "lms.meeting.rescheduled", at: "2026-11-22T12:00:00Z",
      ["meeting_id": 71, "starts_at": "2026-12-09T14:00:00Z", "ends_at": "2026-12-09T15:00:00Z"])
    let moved = try #require(try invitations(platform).last)
    #expect(moved.contains("RECURRENCE-ID;TZID=Asia/Kolkata:20261208T193000\r\n"))
    #expect(moved.contains("DTSTART;TZID=Asia/Kolkata:20261209T193000\r\n") && moved.contains("SEQUENCE:2\r\n"))
  }

  /// The calendar object of each mail that has one, unfolded.
  private func invitations(_ platform: StudyPlatform) throws -> [String] {
    try (platform.provider?.taken() ?? []).compactMap { mail in
      guard let text = mail.content["attachments"]?.array?.first?["content"]?.string,
        let bytes = Data(base64Encoded: text)
      else { return nil }
      return String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n ", with: "")
    }
  }
}

extension JSON {
  /// The object with further members, or others in their place.
  fileprivate func merging(_ more: [String: JSON]) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(members.merging(more) { $1 })
  }
}
