import Calendar
import Channels
import Domain
import JSON
import Testing

/// Holds REQ-2-40: what a calendar server of others makes of invitations, over HTTP.
@Suite(
  .enabled(if: CalendarServer.isAvailable, "radicale is not on this machine: scripts/programs.sh installs it"))
struct CalendarServerTests {
  @Test func aMeetingThatIsMovedIsAtItsNewTimeAndNoLongerAtTheOld() throws {
    let start = Invitations.start
    let moved = try Meeting(start: start + .days(1), end: start + .days(1) + .hours(1), summary: "Study group")
    let answers = try CalendarServer.store(
      [Invitations.invitation(), Invitations.invitation(sequence: 1, meeting: moved)],
      asking: [start + .minutes(1), start + .days(1) + .minutes(1)])
    #expect(answers.map { $0["found"] } == [[true, false], [false, true]])
    #expect(answers.allSatisfy { [201, 204].contains($0["status"]?.integer) })
  }

  @Test func aMovedMeetingOfASeriesIsAtItsNewTimeAloneAndComesBackWhenItIsRestored() throws {
    let start = Invitations.start
    let at = start + .days(8)
    let recurrence = try Recurrence(.weekly, count: 3)
    let series = try Invitations.meeting(
      clocks: Invitations.berlin(), recurrence: recurrence,
      moved: [MovedMeeting(occurrence: start + .days(7), start: at, end: at + .hours(1))])
    let plain = try Invitations.meeting(clocks: Invitations.berlin(), recurrence: recurrence)
    let answers = try CalendarServer.store(
      [Invitations.invitation(meeting: series), Invitations.invitation(sequence: 1, meeting: plain)],
      asking: [start, start + .days(7), at, start + .days(14)].map { $0 + .minutes(1) })
    #expect(answers.map { $0["found"] } == [[true, false, true, true], [true, true, false, true]])
    #expect(answers.allSatisfy { [201, 204].contains($0["status"]?.integer) })
  }

  @Test func aSeriesTakesPlaceByLocalClocksSaveForItsException() throws {
    let start = Invitations.start
    let recurrence = try Recurrence(.weekly, count: 6, exceptions: [start + .days(7)])
    let series = try Invitations.meeting(clocks: Invitations.berlin(), recurrence: recurrence)
    // The clocks go forward before the fifth meeting, which is an hour earlier by UTC.
    let moments = (0..<7).map { start + .days(7 * $0) + .minutes(1) } + [start + .days(28) - .minutes(59)]
    let answers = try CalendarServer.store([Invitations.invitation(meeting: series)], asking: moments)
    #expect(answers.first?["found"] == [true, false, true, true, true, true, false, true])
    let ended = start + .days(28) + .minutes(31)
    #expect(
      try CalendarServer.store([Invitations.invitation(meeting: series)], asking: [ended]).first?["found"] == [false])
  }
}
