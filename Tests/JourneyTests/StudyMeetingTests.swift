import Foundation
import JSON
import TestKit
import Testing

/// Meetings of study groups: who is reminded of them, and of what is left to do before.
@Suite(.database, .timeLimit(.minutes(20))) struct StudyMeetingTests {
  /// Holds REQ-2-38, REQ-2-06, X-45, X-46, X-50.
  @Test func eachMemberIsRemindedByEmailAndTheGroupOnceInItsChannel() throws {
    let platform = try StudyPlatform(["meeting-reminder"], learners: 5)
    try platform.join([1, 2, 3])
    try platform.meet()
    try platform.tell("lms.group.left", at: "2026-11-29T10:00:00Z", ["group_id": 7, "user_id": 3])
    try platform.tick(at: "2026-11-30T13:29:00Z")
    #expect(try platform.sent() == [])
    try platform.tick(at: "2026-11-30T13:30:00Z")
    #expect(try platform.sent() == ["group day-before-group discord", "1 day-before email", "2 day-before email"])
    // Who joins after the hour of the day before is reminded an hour before; who joins after that is not.
    try platform.join([4], at: "2026-12-01T08:00:00Z")
    try platform.hour(at: "2026-12-01T09:00:00Z")
    try platform.tick(at: "2026-12-01T12:30:00Z")
    try platform.join([5], at: "2026-12-01T13:00:00Z")
    try platform.hour(at: "2026-12-01T13:05:00Z")
    #expect(
      try platform.sent() == [
        "group day-before-group discord", "group hour-before-group discord", "1 day-before email",
        "1 hour-before email",
        "2 day-before email", "2 hour-before email", "4 hour-before email",
      ])
    #expect(try platform.violations() == [])
  }

  /// Holds REQ-2-17, REQ-2-18, REQ-2-19.
  @Test func aMovedMeetingIsRemindedOfAtItsNewTimeAndACancelledOneNotAtAll() throws {
    let platform = try StudyPlatform(["meeting-reminder"], learners: 1)
    try platform.join([1])
    try platform.meet()
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
    #expect(try platform.violations() == [])
  }

  /// Holds REQ-2-38: the post of a group, with eight ticks and eight senders at once.
  @Test func eightTicksAndSendersPostOnceIntoAGroupsChannel() throws {
    let platform = try StudyPlatform(["meeting-reminder"], learners: 6)
    try platform.join(Array(1...6))
    try platform.meet()
    let due = try Ticks.together(8, platform.school, at: "2026-11-30T13:30:00Z")
    let failures = Crowd.run(8) { _ in
      for announcement in due { try platform.school.send(announcement) }
    }
    #expect(failures == [])
    #expect(
      try platform.sent() == ["group day-before-group discord"] + (1...6).map { "\($0) day-before email" })
    #expect(try platform.school.acceptances().count == 7)
    #expect(try platform.violations() == [])
  }

  /// Holds REQ-2-12, REQ-2-13, X-04, X-45, REQ-2-50.
  @Test func whatIsLeftToDoIsSaidToWhomItIsTrueOfWhenItIsDue() throws {
    let platform = try StudyPlatform(["meeting-reminder", "lesson-nudge"])
    try platform.join([1, 2, 3])
    try platform.prepare(4)
    try platform.finish(1...2, by: 2, at: "2026-11-25T10:00:00Z")
    try platform.meet(toldAt: "2026-11-25T11:00:00Z")
    for minute in ["30", "31"] { try platform.tick(at: "2026-11-28T13:\(minute):00Z") }
    let nudged = { try platform.ledger(where: "c.slug = 'lesson-nudge' and d.status = 'sent'") }
    #expect(
      try nudged() == [
        "1 three-days email sent", "1 three-days discord sent", "3 three-days email sent", "3 three-days discord sent",
      ], "half of them done is not under half")
    try platform.finish(1...4, by: 3, at: "2026-11-29T10:00:00Z")
    for minute in ["30", "31"] { try platform.tick(at: "2026-11-30T13:\(minute):00Z") }
    #expect(
      try nudged().filter { $0.contains("one-day") } == ["1 one-day-dm discord sent", "2 one-day-dm discord sent"])
    #expect(
      try platform.ledger(where: "c.slug = 'meeting-reminder' and d.status = 'sent' and d.user_id > 0") == [
        "1 day-before email sent", "2 day-before email sent", "3 day-before email sent",
      ], "the reminder lists what is left, so that no second email says it")
    #expect(try platform.violations() == [])
  }

  /// Holds REQ-2-13, X-04: without the reminder the nudge of the day before is an email too.
  @Test func withoutTheReminderTheNudgeOfTheDayBeforeIsAnEmailToo() throws {
    let platform = try StudyPlatform(["lesson-nudge"], learners: 1)
    try platform.join([1])
    try platform.prepare(1)
    try platform.meet()
    for minute in ["30", "31"] { try platform.tick(at: "2026-11-30T13:\(minute):00Z") }
    #expect(try Set(platform.sent()) == ["1 one-day email", "1 one-day-dm discord"])
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
