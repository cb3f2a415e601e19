import FunctionContract
import Testing

@testable import local_runner

@Suite struct DemoCalendarTests {
  private func invitation(_ method: String, _ sequence: Int, uid: String = "group-1", status: String = "CONFIRMED")
    throws -> DemoInvitation
  {
    try DemoInvitation(
      [
        "BEGIN:VCALENDAR", "METHOD:\(method)", "BEGIN:VTIMEZONE", "DTSTART:19700101T000000", "END:VTIMEZONE",
        "BEGIN:VEVENT", "UID:\(uid)", "SEQUENCE:\(sequence)", "DTSTART;TZID=Asia/Ko", " lkata:20261201T190000",
        "STATUS:\(status)", "END:VEVENT", "END:VCALENDAR", "",
      ].joined(separator: "\r\n"))
  }

  @Test func anInvitationIsReadFromItsEventAndNotFromItsZone() throws {
    let read = try invitation("REQUEST", 2)
    #expect(read.line == "METHOD:REQUEST SEQUENCE:2 DTSTART;TZID=Asia/Kolkata:20261201T190000")
    #expect(try invitation("CANCEL", 3, status: "CANCELLED").line.hasSuffix(" STATUS:CANCELLED"))
    #expect(throws: RunnerError.self) { try DemoInvitation("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n") }
  }

  @Test func aCalendarFollowsItsInvitations() throws {
    var calendar = DemoCalendar()
    try calendar.take(invitation("REQUEST", 0))
    try calendar.take(invitation("REQUEST", 1))
    #expect(calendar.entries.mapValues(\.sequence) == ["group-1": 1])
    try calendar.take(invitation("CANCEL", 2))
    #expect(calendar.entries.isEmpty)
  }

  @Test func whatNoCalendarWouldFollowEndsTheDemo() throws {
    var calendar = DemoCalendar()
    try calendar.take(invitation("REQUEST", 1))
    for (method, sequence, uid) in [("REQUEST", 1, "group-1"), ("CANCEL", 2, "group-2"), ("PUBLISH", 2, "group-1")] {
      let fault = #expect(throws: RunnerError.self) {
        try calendar.take(invitation(method, sequence, uid: uid))
      }
      #expect(fault?.message.contains("BROKEN") == true)
    }
    #expect(calendar.entries.mapValues(\.sequence) == ["group-1": 1])
  }
}
