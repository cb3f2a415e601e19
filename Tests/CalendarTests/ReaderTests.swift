import Calendar
import Channels
import Domain
import JSON
import TestKit
import Testing

/// Holds REQ-2-40: invitations as three libraries of others read them.
@Suite(.enabled(if: Readers.isAvailable, Peers.absent))
struct ReaderTests {
  private static let texts = [
    "Plain", "Comma, semicolon; backslash \\ colon:", "two\nlines\n\nand a tab\tinside",
    "\"quoted\" and ^caret^ and ^n",
    String(repeating: "Überlänge 👩🏽‍⚕️ नमस्ते ", count: 18), "BEGIN:VALARM\nEND:VEVENT", " leading and trailing ",
    "DTSTART:19700101",
  ]

  @Test func everyReaderSeesTheMeetingThatWasMeant() throws {
    let kinds: [(Invitation.Kind, method: JSON, status: JSON, asked: JSON)] = [
      (.request, "REQUEST", "CONFIRMED", "TRUE"), (.cancellation, "CANCEL", "CANCELLED", ""),
      (.removal, "CANCEL", "", ""),
    ]
    for (kind, method, status, asked) in kinds {
      let meeting = try Invitations.meeting(url: "https://meet.example/7?a=b,c;d")
      let read = try Readers.read([
        Invitations.invitation(kind, sequence: 2, meeting: meeting).part(now: Invitations.now)
      ])
      for name in Readers.names {
        let event = try #require(read.first?[name])
        #expect(event["method"] == method)
        #expect(event["uid"] == "group-7.production@school.example")
        #expect(event["sequence"] == 2)
        #expect(event["status"] == status)
        #expect(event["start"] == .integer(Invitations.start.seconds))
        #expect(event["end"] == .integer(Invitations.start.seconds + 5400))
        #expect(event["summary"] == "Study group Öland")
        #expect(event["description"] == "With Maya, Léo & Zoë.")
        #expect(event["location"] == "Room 2; online")
        #expect(event["url"] == "https://meet.example/7?a=b,c;d")
        #expect(event["organizer"] == "groups@school.example")
        #expect(event["attendees"] == ["maya@learner.example"])
        #expect(event["names"] == ["Maya O"])
        #expect(event["asked"] == [asked] || name == "ics")
      }
    }
  }

  @Test func everyReaderHasAMovedMeetingAtItsNewTimeAndTheOthersAtTheirLocalHour() throws {
    let start = Invitations.start
    let at = start + .days(7) + .hours(26)
    let moved = try MovedMeeting(occurrence: start + .days(7), start: at, end: at + .hours(1))
    // The clocks go forward before the fifth meeting, which is an hour earlier by UTC; that one is left out.
    let recurrence = try Recurrence(.weekly, count: 6, exceptions: [start + .days(28) - .hours(1)])
    let meeting = try Invitations.meeting(clocks: Invitations.berlin(), recurrence: recurrence, moved: [moved])
    let invitation = try Invitations.invitation(
      sequence: 2, meeting: meeting, sentBy: EmailAddress("courses@school.example"))
    let read = try #require(try Readers.read([invitation.part(now: Invitations.now)]).first)
    let expected = [
      start, at, start + .days(14), start + .days(21), start + .days(35) - .hours(1),
    ].map { JSON.integer($0.seconds) }
    for name in ["icalendar", "vobject"] { #expect(read[name]?["occurrences"] == .array(expected), "\(name)") }
    for name in Readers.names {
      #expect(read[name]?["sequence"] == 2 && read[name]?["organizer"] == "groups@school.example", "\(name)")
    }
  }

  @Test func everyTextComesBackAsItWasWritten() throws {
    let parts = try Self.texts.map { text in
      try Invitations.invitation(meeting: Invitations.meeting(summary: text, description: text)).part(
        now: Invitations.now)
    }
    for (text, read) in zip(Self.texts, try Readers.read(parts)) {
      for name in Readers.names {
        #expect(read[name]?["summary"] == .string(text), "\(name)")
        #expect(read[name]?["description"] == .string(text), "\(name)")
      }
    }
  }

  @Test func everyNameComesBackReadable() throws {
    let names = [
      ("O'Neil, Maya; Jr.: \\", "O'Neil, Maya; Jr.: \\"), ("Maya \"Mo\" O", "Maya 'Mo' O"), ("Zoë ^n", "Zoë n"),
      (String(repeating: "ñ", count: 90), String(repeating: "ñ", count: 90)),
    ]
    let parts = try names.map { try Invitations.invitation(name: $0.0).part(now: Invitations.now) }
    for ((_, expected), read) in zip(names, try Readers.read(parts)) {
      for name in Readers.names { #expect(read[name]?["names"] == [.string(expected)], "\(name)") }
    }
  }
}
