import Domain
import Foundation
import JSON
import TestKit
import Testing

/// Study groups from what the host tells to what their members get.
@Suite(.database, .timeLimit(.minutes(20))) struct StudyGroupTests {
  private static let joinedAt = "2026-11-20T10:00:00Z"
  /// 19:00 in Kolkata, a Tuesday.
  private static let meetsAt = "2026-12-01T13:30:00Z"

  private func ends(_ start: String) throws -> JSON {
    .string((try #require(Instant(rfc3339: start)) + .hours(1)).rfc3339)
  }

  private func join(_ platform: StudyPlatform, _ learners: [Int], at time: String = joinedAt) throws {
    for learner in learners {
      try platform.tell("lms.group.joined", at: time, ["group_id": 7, "user_id": .integer(learner)])
    }
  }

  private func meet(_ platform: StudyPlatform, at start: String = meetsAt, toldAt time: String = joinedAt) throws {
    try platform.tell(
      "lms.meeting.created", at: time,
      ["meeting_id": 45, "group_id": 7, "starts_at": .string(start), "ends_at": try ends(start)])
  }

  private func lessons(_ platform: StudyPlatform, _ count: Int) throws {
    for lesson in 1...count {
      try platform.tell(
        "lms.lesson.updated", at: Self.joinedAt,
        [
          "lesson_id": .integer(lesson), "title": .string("Lesson \(lesson)"), "meeting_id": 45,
          "position": .integer(lesson),
        ])
    }
  }

  private func finish(_ platform: StudyPlatform, _ lessons: ClosedRange<Int>, by learner: Int, at time: String) throws {
    for lesson in lessons {
      try platform.tell(
        "lms.lesson.completed", at: time, ["lesson_id": .integer(lesson), "user_id": .integer(learner)])
    }
  }

  private func noViolations(_ platform: StudyPlatform) throws {
    #expect(try platform.school.database.rows("select rule, n::text from rekindle.violations") == [])
  }

  /// Holds REQ-2-04, REQ-2-36, X-12.
  @Test func aSignupIsWelcomedAtOnceByEmailAndAMinuteLaterOnDiscordAndOnce() throws {
    let platform = try StudyPlatform(["welcome"])
    for _ in 1...2 { try platform.tell("lms.signup.completed", at: Self.joinedAt, ["user_id": 1]) }
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
    try noViolations(platform)
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
      try platform.tell("lms.signup.completed", at: Self.joinedAt, ["user_id": .integer(learner)])
      try join(platform, [learner])
    }
    for minute in 1...4 { try platform.tick(at: "2026-11-20T10:0\(minute):00Z") }
    #expect(
      try platform.sent() == [
        "1 welcome email", "1 assigned-undated email", "2 welcome discord", "2 assigned-dm discord",
      ])
    try noViolations(platform)
  }

  /// Holds REQ-2-05, REQ-2-35, REQ-2-40, REQ-2-41, REQ-2-42, REQ-2-49, X-48.
  @Test func theInvitationComesWithTheAssignmentFollowsTheMeetingsAndLeavesWithTheMember() throws {
    let platform = try StudyPlatform(["group-assigned"], keepsMail: true)
    let series: JSON = [
      "group_id": 7, "starts_at": .string(Self.meetsAt), "ends_at": "2026-12-01T14:30:00Z", "meetings": 8,
      "timezone": "Asia/Kolkata",
    ]
    try platform.tell("lms.group.scheduled", at: "2026-11-19T10:00:00Z", series)
    try join(platform, [1, 2])
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
    try noViolations(platform)
  }

  /// Holds REQ-2-38, REQ-2-06, X-45, X-46, X-50.
  @Test func eachMemberIsRemindedByEmailAndTheGroupOnceInItsChannel() throws {
    let platform = try StudyPlatform(["meeting-reminder"], learners: 5)
    try join(platform, [1, 2, 3])
    try meet(platform)
    try platform.tell("lms.group.left", at: "2026-11-29T10:00:00Z", ["group_id": 7, "user_id": 3])
    try platform.tick(at: "2026-11-30T13:29:00Z")
    #expect(try platform.sent() == [])
    try platform.tick(at: "2026-11-30T13:30:00Z")
    #expect(try platform.sent() == ["group day-before-group discord", "1 day-before email", "2 day-before email"])
    // Who joins after the hour of the day before is reminded an hour before; who joins after that is not.
    try join(platform, [4], at: "2026-12-01T08:00:00Z")
    try platform.hour(at: "2026-12-01T09:00:00Z")
    try platform.tick(at: "2026-12-01T12:30:00Z")
    try join(platform, [5], at: "2026-12-01T13:00:00Z")
    try platform.hour(at: "2026-12-01T13:05:00Z")
    #expect(
      try platform.sent() == [
        "group day-before-group discord", "group hour-before-group discord", "1 day-before email",
        "1 hour-before email",
        "2 day-before email", "2 hour-before email", "4 hour-before email",
      ])
    try noViolations(platform)
  }

  /// Holds REQ-2-17, REQ-2-18, REQ-2-19.
  @Test func aMovedMeetingIsRemindedOfAtItsNewTimeAndACancelledOneNotAtAll() throws {
    let platform = try StudyPlatform(["meeting-reminder"], learners: 1)
    try join(platform, [1])
    try meet(platform)
    try platform.tell(
      "lms.meeting.rescheduled", at: "2026-11-22T10:00:00Z",
      ["meeting_id": 45, "starts_at": "2026-12-02T13:30:00Z", "ends_at": "2026-12-02T14:30:00Z"])
    try platform.tick(at: "2026-11-30T13:30:00Z")
    #expect(try platform.sent() == [])
    try platform.tick(at: "2026-12-01T13:30:00Z")
    #expect(try platform.sent() == ["group day-before-group discord", "1 day-before email"])
    try platform.tell("lms.meeting.cancelled", at: "2026-12-02T09:00:00Z", ["meeting_id": 45])
    try platform.tick(at: "2026-12-02T12:30:00Z")
    #expect(try platform.sent() == ["group day-before-group discord", "1 day-before email"])
    try noViolations(platform)
  }

  /// Holds REQ-2-38: the post of a group, with eight ticks and eight senders at once.
  @Test func eightTicksAndSendersPostOnceIntoAGroupsChannel() throws {
    let platform = try StudyPlatform(["meeting-reminder"], learners: 6)
    try join(platform, Array(1...6))
    try meet(platform)
    let due = try Ticks.together(8, platform.school, at: "2026-11-30T13:30:00Z")
    let failures = Crowd.run(8) { _ in
      for announcement in due { try platform.school.send(announcement) }
    }
    #expect(failures == [])
    #expect(
      try platform.sent() == ["group day-before-group discord"] + (1...6).map { "\($0) day-before email" })
    #expect(try platform.school.acceptances().count == 7)
    try noViolations(platform)
  }

  /// Holds REQ-2-12, REQ-2-13, X-04, X-45.
  @Test func whatIsLeftToDoIsSaidToWhomItIsTrueOfWhenItIsDue() throws {
    let platform = try StudyPlatform(["meeting-reminder", "lesson-nudge"])
    try join(platform, [1, 2, 3])
    try lessons(platform, 4)
    try finish(platform, 1...2, by: 2, at: "2026-11-25T10:00:00Z")
    try meet(platform, toldAt: "2026-11-25T11:00:00Z")
    for minute in ["30", "31"] { try platform.tick(at: "2026-11-28T13:\(minute):00Z") }
    let nudged = { try platform.ledger(where: "c.slug = 'lesson-nudge' and d.status = 'sent'") }
    #expect(
      try nudged() == [
        "1 three-days email sent", "1 three-days discord sent", "3 three-days email sent", "3 three-days discord sent",
      ], "half of them done is not under half")
    try finish(platform, 1...4, by: 3, at: "2026-11-29T10:00:00Z")
    for minute in ["30", "31"] { try platform.tick(at: "2026-11-30T13:\(minute):00Z") }
    #expect(
      try nudged().filter { $0.contains("one-day") } == ["1 one-day-dm discord sent", "2 one-day-dm discord sent"])
    #expect(
      try platform.ledger(where: "c.slug = 'meeting-reminder' and d.status = 'sent' and d.user_id > 0") == [
        "1 day-before email sent", "2 day-before email sent", "3 day-before email sent",
      ], "the reminder lists what is left, so that no second email says it")
    try noViolations(platform)
  }

  /// Holds REQ-2-13, X-04: without the reminder the nudge of the day before is an email too.
  @Test func withoutTheReminderTheNudgeOfTheDayBeforeIsAnEmailToo() throws {
    let platform = try StudyPlatform(["lesson-nudge"], learners: 1)
    try join(platform, [1])
    try lessons(platform, 1)
    try meet(platform)
    for minute in ["30", "31"] { try platform.tick(at: "2026-11-30T13:\(minute):00Z") }
    #expect(try Set(platform.sent()) == ["1 one-day email", "1 one-day-dm discord"])
  }

  /// Holds REQ-2-07, REQ-2-14, X-47.
  @Test func aTrialLessonThatIsNotFinishedIsRememberedADayLater() throws {
    let platform = try StudyPlatform(["trial-nudge"])
    for (trial, learner) in [(1, 1), (2, 2)] {
      try platform.tell(
        "lms.trial_lesson.started", at: Self.joinedAt,
        ["trial_id": .integer(trial), "user_id": .integer(learner), "lesson_id": 31])
    }
    try platform.tell(
      "lms.trial_lesson.completed", at: "2026-11-20T11:00:00Z", ["trial_id": 2, "user_id": 2])
    try platform.tick(at: "2026-11-21T09:59:00Z")
    #expect(try platform.sent() == [])
    for minute in ["00", "01"] { try platform.tick(at: "2026-11-21T10:\(minute):00Z") }
    #expect(try platform.sent() == ["1 day-after email", "1 day-after discord"])
    try noViolations(platform)
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

/// Ticks that run at the same moment.
private enum Ticks {
  private final class Found: @unchecked Sendable {
    private let lock = NSLock()
    private var events: [JSON] = []

    func add(_ more: [JSON]) { lock.withLock { events += more } }
    var all: [JSON] { lock.withLock { events } }
  }

  /// What `count` ticks at once announce.
  static func together(_ count: Int, _ school: School, at time: String) throws -> [JSON] {
    let found = Found()
    let failures = Crowd.run(count) { _ in found.add(try school.tick(at: time)) }
    guard failures.isEmpty else { throw Spawn.Failure(description: "\(failures)") }
    return found.all
  }
}

extension JSON {
  /// The object with further members, or others in their place.
  fileprivate func merging(_ more: [String: JSON]) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(members.merging(more) { $1 })
  }
}
