import Foundation
import JSON
import TestKit
import Testing

/// Meetings move, are called off and lose people: whoever holds an invitation that is no longer true hears of it at once.
///
/// Holds REQ-2-06, REQ-2-41.
@Suite(.database, .timeLimit(.minutes(20)))
struct CorrectionTests {
  private let group: InvitedGroup

  init() throws { group = try InvitedGroup() }

  private func sequences() throws -> [[String?]] {
    try group.rows("select user_id::text, sequence::text, status from rekindle.invitations order by 1")
  }

  @Test func aMovedMeetingOfASeriesReachesEverybodyWhoIsInvitedAtOnceAndOnce() throws {
    #expect(try group.mails().map(\.to) == ["learner1@learn.example", "learner2@learn.example"])
    try group.school.database.run(
      "update rekindle.campaign_enrollments set status = 'expired', end_reason = 'goal_until', ended_at = '2026-11-21Z', next_due_at = null"
    )
    try group.tell(
      "lms.meeting.rescheduled", at: "2026-11-22T23:30:00Z", InvitedGroup.meeting(72, at: "2026-12-09T17:00:00Z"))
    let moved = try group.mails()
    #expect(moved.map(\.to) == ["learner1@learn.example", "learner2@learn.example"])
    for (_, object) in moved {
      #expect(object.contains("METHOD:REQUEST\r\n") && object.contains("UID:group-7.test@learn.example\r\n"))
      #expect(object.contains("RECURRENCE-ID;TZID=Europe/Berlin:20261208T190000\r\n"))
      #expect(object.contains("DTSTART;TZID=Europe/Berlin:20261209T180000\r\n"))
      #expect(object.components(separatedBy: "SEQUENCE:1\r\n").count == 3)
    }
    try group.carry(group.school.tick(at: "2026-11-22T23:31:00Z"))
    try group.school.detect(at: "2026-11-23T02:00:00Z")
    try group.carry(group.school.tick(at: "2026-11-23T02:01:00Z"))
    #expect(try group.mails().isEmpty)
    #expect(try sequences() == [["1", "1", "invited"], ["2", "1", "invited"]])
    #expect(
      try group.rows(
        "select distinct class, status, step::text from rekindle.message_deliveries where answers is not null")
        == [["transactional", "sent", "1"]])
    #expect(try group.rows("select rule, n::text from rekindle.violations") == [])
  }

  @Test func aMeetingThatMovesThriceWithinAMinuteIsToldOnceAsItIsAtLast() throws {
    _ = try group.mails()
    var late: [JSON] = []
    for (second, start) in [(1, "2026-12-09T17:00:00Z"), (20, "2026-12-10T17:00:00Z"), (40, "2026-12-07T08:00:00Z")] {
      late += try group.tell(
        "lms.meeting.rescheduled", at: "2026-11-22T12:00:\(second < 10 ? "0" : "")\(second)Z",
        InvitedGroup.meeting(72, at: start), busIsLate: true)
    }
    try group.carry(late)
    let mails = try group.mails()
    #expect(mails.map(\.to) == ["learner1@learn.example", "learner2@learn.example"])
    for (_, object) in mails { #expect(object.contains("DTSTART;TZID=Europe/Berlin:20261207T090000\r\n")) }
    #expect(try sequences() == [["1", "1", "invited"], ["2", "1", "invited"]])
  }

  @Test func aMeetingThatIsLeftOutComesBackWhenItIsRestored() throws {
    _ = try group.mails()
    try group.tell("lms.meeting.cancelled", at: "2026-11-22T12:00:00Z", ["meeting_id": 73])
    let off = try group.mails()
    #expect(off.count == 2)
    for (_, object) in off {
      #expect(object.contains("METHOD:REQUEST\r\n") && object.contains("EXDATE;TZID=Europe/Berlin:20261215T190000\r\n"))
    }
    try group.tell("lms.meeting.restored", at: "2026-11-23T12:00:00Z", ["meeting_id": 73])
    let back = try group.mails()
    #expect(back.count == 2)
    for (_, object) in back { #expect(object.contains("SEQUENCE:2\r\n") && !object.contains("EXDATE")) }
  }

  @Test func whoLeavesHasItTakenAwayAloneAndTheOthersWhenTheGroupIsOff() throws {
    _ = try group.mails()
    try group.tell("lms.group.left", at: "2026-11-22T12:00:00Z", ["group_id": 7, "user_id": 2])
    let left = try group.mails()
    #expect(left.map(\.to) == ["learner2@learn.example"])
    #expect(left.first?.object.contains("METHOD:CANCEL\r\n") == true && left.first?.object.contains("STATUS") == false)
    try group.tell(
      "lms.group.updated", at: "2026-11-23T12:00:00Z",
      ["group_id": 7, "name": "Öland", "channel_url": "https://learn.example/closed"])
    let off = try group.mails()
    #expect(off.map(\.to) == ["learner1@learn.example"])
    #expect(off.first?.object.contains("STATUS:CANCELLED\r\n") == true)
    try group.tell(
      "lms.group.updated", at: "2026-11-24T12:00:00Z", ["group_id": 7, "name": "Öland", "channel_url": .null])
    let back = try group.mails()
    #expect(back.map(\.to) == ["learner1@learn.example"], "who has left is not asked again")
    #expect(back.first?.object.contains("METHOD:REQUEST\r\n") == true)
    #expect(try sequences() == [["1", "2", "invited"], ["2", "1", "removed"]])
    #expect(try group.rows("select rule, n::text from rekindle.violations") == [])
  }

  @Test func whatNobodyToldIsFoundByTheNextDetection() throws {
    _ = try group.mails()
    try group.school.database.run(
      "update lms_data.meetings set starts_at = starts_at + interval '1 day', ends_at = ends_at + interval '1 day' where meeting_id = 74"
    )
    #expect(
      try group.school.tick(at: "2026-11-23T03:00:00Z").contains { $0["type"] == "detect.hourly" },
      "invitations have it run every hour")
    try group.school.detect(at: "2026-11-23T03:00:00Z")
    try group.carry(group.school.tick(at: "2026-11-23T03:01:00Z"))
    #expect(try group.mails().count == 2)
  }

  @Test func aTickLooksAtAThousandInvitationsAndTheNextGoesOnBehindThem() throws {
    _ = try group.mails()
    try group.school.database.run(
      """
      insert into rekindle.recipients (user_id, created_at) select -i, '2026-11-20Z' from generate_series(1, 1000) i;
      insert into rekindle.invitations (uid, user_id, sequence, status, times, delivery_id, updated_at, ends_at)
      select 'other', -i, 0, 'invited', '', 0, '2026-11-20T10:00Z', '2027-01-01' from generate_series(1, 1000) i;
      update lms_data.meetings set starts_at = starts_at + interval '1 day', ends_at = ends_at + interval '1 day' where meeting_id = 74
      """)
    let first = try group.school.tick(at: "2026-11-20T10:05:00Z")
    #expect(first.map { $0["type"] } == ["timer.schedule-tick"])
    #expect(first.first?["data"]?["corrections"]?["user_id"] == -1)
    try group.carry(first)
    try group.carry(group.school.tick(at: "2026-11-20T10:06:00Z"))
    #expect(try group.mails().count == 2)
    #expect(try group.school.tick(at: "2026-11-20T10:12:00Z").isEmpty)
  }

  @Test func aDetectionLooksAtEveryPageOfInvitations() throws {
    _ = try group.mails()
    try group.school.database.run(
      """
      insert into rekindle.recipients (user_id, created_at) select -i, '2026-11-20Z' from generate_series(1, 2000) i;
      insert into rekindle.invitations (uid, user_id, sequence, status, times, delivery_id, updated_at, ends_at)
      select 'other', -i, 0, 'invited', '', 0, '2026-11-20T10:00Z', '2027-01-01' from generate_series(1, 2000) i;
      update lms_data.meetings set starts_at = starts_at + interval '1 day', ends_at = ends_at + interval '1 day' where meeting_id = 74
      """)
    #expect(try group.school.detect(at: "2026-11-23T03:00:00Z")["corrected"] == 2)
  }

  @Test func aNoToEverythingLeavesTheCalendarRightAndADeadMailboxGetsNothing() throws {
    _ = try group.mails()
    try group.school.database.run(
      """
      insert into rekindle.suppressions (user_id, channel, scope, reason, source, opt_outs, address_hash, created_at)
      select a.user_id, 'email', 'all', case a.user_id when 1 then 'opt_out' else 'bounce' end, 'provider', 0, a.address_hash,
             '2026-11-21Z'
        from rekindle.addresses a where a.user_id in (1, 2) and a.channel = 'email'
      """)
    try group.tell(
      "lms.meeting.rescheduled", at: "2026-11-22T12:00:00Z", InvitedGroup.meeting(72, at: "2026-12-09T17:00:00Z"))
    #expect(try group.mails().map(\.to) == ["learner1@learn.example"])
    #expect(
      try group.rows(
        "select user_id::text from rekindle.message_deliveries where answers is not null and status = 'sent'") == [
          ["1"]
        ])
  }

  @Test func aMeetingThatChangesEachTimeThatItIsAskedForIsLeftAloneAfterTenMessages() throws {
    _ = try group.mails()
    for hour in 0..<12 {
      let time = "2026-11-22T\(hour + 10):00:00Z"
      try group.tell(
        "lms.meeting.rescheduled", at: time, InvitedGroup.meeting(72, at: "2026-12-09T\(hour + 10):00:00Z"))
    }
    #expect(try group.mails().count == 20)
    #expect(try group.rows("select kind from rekindle.anomalies where resolved_at is null") == [["restless_meeting"]])
  }
}
