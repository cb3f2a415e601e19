import Calendar
import Channels
import Domain
import Foundation
import Testing

/// Holds REQ-2-40.
struct InvitationTests {
  private static let texts = [
    "Short", String(repeating: "Gruppe für Überflieger ", count: 40), String(repeating: "👩🏽‍⚕️", count: 50),
    "a, b; c\\d\nsecond line", String(repeating: "नमस्ते ", count: 60),
  ]

  @Test(arguments: texts)
  func linesEndInCRLFAndHaveAtMost75OctetsOfWholeCharacters(text: String) throws {
    let bytes = try Invitations.invitation(meeting: Invitations.meeting(description: text)).part(now: Invitations.now)
      .bytes
    var lines: [[UInt8]] = [[]]
    for byte in bytes { if byte == 0x0A { lines.append([]) } else { lines[lines.count - 1].append(byte) } }
    #expect(lines.removeLast().isEmpty)
    for line in lines {
      #expect(line.last == 0x0D)
      #expect(line.count <= 76)
      #expect(String(bytes: line, encoding: .utf8) != nil)
    }
  }

  @Test func aSingleMeetingIsWrittenInUTCAndNeedsNoZone() throws {
    let text = try Invitations.text(Invitations.invitation(meeting: Invitations.meeting(clocks: Invitations.berlin())))
    #expect(text.contains("DTSTART:20260302T180000Z\r\n"))
    #expect(text.contains("DTEND:20260302T193000Z\r\n"))
    #expect(text.contains("DTSTAMP:20260225T061320Z\r\n"))
    #expect(!text.contains("TZID"))
  }

  @Test func aRecurringMeetingGoesByLocalClocksAndTellsTheirRules() throws {
    let recurrence = try Recurrence(.weekly, count: 6, exceptions: [Invitations.start + .days(7)])
    let meeting = try Invitations.meeting(clocks: Invitations.berlin(), recurrence: recurrence)
    let text = try Invitations.text(Invitations.invitation(meeting: meeting))
    #expect(text.contains("DTSTART;TZID=Europe/Berlin:20260302T190000\r\n"))
    #expect(text.contains("RRULE:FREQ=WEEKLY;COUNT=6"))
    #expect(text.contains("EXDATE;TZID=Europe/Berlin:20260309T190000\r\n"))
    #expect(text.contains("BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"))
  }

  @Test func oneOfASeriesIsNamedByItsPlannedStart() throws {
    let meeting = try Invitations.meeting(clocks: Invitations.berlin(), occurrence: Invitations.start + .days(28))
    let text = try Invitations.text(Invitations.invitation(.cancellation, sequence: 3, meeting: meeting))
    #expect(text.contains("RECURRENCE-ID;TZID=Europe/Berlin:20260330T200000\r\n"))
    #expect(text.contains("SEQUENCE:3\r\n") && text.contains("STATUS:CANCELLED\r\n"))
    #expect(text.contains("METHOD:CANCEL\r\n"))
  }

  @Test func oneOfASeriesThatMovesHasTheIdAndSequenceOfTheSeries() throws {
    let start = Invitations.start
    let moved = try MovedMeeting(
      occurrence: start + .days(7), start: start + .days(8), end: start + .days(8) + .hours(1),
      url: "https://meet.example/8")
    let meeting = try Invitations.meeting(
      clocks: Invitations.berlin(), recurrence: Recurrence(.weekly, count: 6), moved: [moved])
    let events = try Invitations.text(Invitations.invitation(sequence: 3, meeting: meeting))
      .components(separatedBy: "BEGIN:VEVENT").dropFirst()
    #expect(events.count == 2)
    for event in events {
      #expect(event.contains("UID:group-7.production@school.example\r\n") && event.contains("SEQUENCE:3\r\n"))
      #expect(event.contains("mailto:maya@learner.example\r\n") && event.contains("STATUS:CONFIRMED\r\n"))
    }
    #expect(events.first?.contains("RRULE") == true && events.first?.contains("RECURRENCE-ID") == false)
    let one = try #require(events.last)
    #expect(one.contains("RECURRENCE-ID;TZID=Europe/Berlin:20260309T190000\r\n") && !one.contains("RRULE"))
    #expect(one.contains("DTSTART;TZID=Europe/Berlin:20260310T190000\r\n"))
    #expect(one.contains("URL:https://meet.example/8\r\n"))
    #expect(try !Invitations.text(Invitations.invitation(.cancellation, meeting: meeting)).contains("RECURRENCE-ID"))
  }

  @Test func whoHasAnsweredIsNotAskedAgain() throws {
    let invitation = try Invitation(
      .request, uid: "group-7", sequence: 0, organizer: Invitations.mailbox("groups@school.example"),
      attendees: [Invitations.mailbox("maya@learner.example")], answer: .tentative, meeting: Invitations.meeting())
    let text = Invitations.text(invitation)
    #expect(text.contains("PARTSTAT=TENTATIVE") && !text.contains("RSVP"))
  }

  @Test func whoeverWritesForTheOrganizerIsNamed() throws {
    let text = try Invitations.text(Invitations.invitation(sentBy: EmailAddress("courses@school.example")))
    #expect(
      text.contains("ORGANIZER;CN=Groups;SENT-BY=\"mailto:courses@school.example\":mailto:groups@school.example\r\n"),
      "\(text)")
  }

  @Test func aRemovalCancelsForItsReaderOnly() throws {
    let part = try Invitations.invitation(.removal, sequence: 1).part(now: Invitations.now)
    #expect(part.method == .cancel)
    let text = String(decoding: part.bytes, as: UTF8.self)
    #expect(text.contains("METHOD:CANCEL\r\n") && !text.contains("STATUS") && !text.contains("RSVP"))
  }

  @Test(arguments: ["bell\u{7}", "\u{0}", "line\u{85}", "esc\u{1B}"])
  func controlCharactersAreRefused(text: String) {
    #expect(throws: InvitationError.controlCharacter("summary")) { try Invitations.meeting(summary: text) }
    #expect(throws: InvitationError.controlCharacter("name of a person")) { try Invitations.invitation(name: text) }
  }

  @Test func aMeetingThatNoCalendarCouldShowIsRefused() throws {
    let recurrence = try Recurrence(.weekly, count: 60)
    #expect(throws: InvitationError.unknownClocks) { try Invitations.meeting(recurrence: recurrence) }
    #expect(throws: InvitationError.unknownClocks) {
      try Invitations.meeting(clocks: Invitations.berlin(), recurrence: recurrence)
    }
    #expect(throws: InvitationError.endsBeforeItStarts) {
      try Meeting(start: Invitations.start, end: Invitations.start, summary: "x")
    }
    #expect(throws: InvitationError.empty("summary")) { try Invitations.meeting(summary: "") }
    #expect(throws: InvitationError.self) { try Invitations.meeting(url: "javascript:alert(1)") }
    #expect(throws: InvitationError.self) { try Recurrence(.weekly, count: 0) }
    #expect(throws: InvitationError.self) { try Recurrence(.daily, interval: 0, count: 1) }
  }
}
