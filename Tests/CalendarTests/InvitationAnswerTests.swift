import Calendar
import Domain
import MIME
import Testing

/// Answers to invitations, as calendars write them.
struct InvitationAnswerTests {
  private static let tag = "calendar+abcdefghij234567@replies.school.example"

  private func answers(_ event: String, method: String = "REPLY") -> [InvitationAnswer] {
    InvitationAnswerReader.read(
      Array("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:\(method)\r\n\(event)END:VCALENDAR\r\n".utf8))
  }

  private func event(_ lines: String...) -> String {
    (["BEGIN:VEVENT"] + lines + ["END:VEVENT", ""]).joined(separator: "\r\n")
  }

  private static let maya = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:maya@learner.example"

  @Test func googleOutlookAndAppleAreUnderstood() throws {
    for mail in try Mails.all() {
      let answers = InvitationAnswerReader.read(mail.calendar)
      try #require(answers.count == 1, "\(mail.name)")
      let answer = answers[0]
      #expect(answer.uid == "group-7.test@school.example" && answer.attendee == "maya@learner.example")
      switch mail.name.split(separator: " ")[0] {
      case "google", "forwarded":
        #expect(answer.intent == .accepted && answer.sequence == 1 && answer.occurrence == nil)
        #expect(answer.organizer == Self.tag)
        #expect(answer.stampedAt == Instant(rfc3339: "2026-11-21T10:15:00Z"))
      case "apple":
        #expect(answer.intent == .tentative && answer.sequence == 2 && answer.organizer == Self.tag)
        #expect(answer.occurrence == .local("20261215T190000", zone: "Europe/Berlin"))
      default:
        #expect(answer.intent == .declined && answer.sequence == 2 && answer.organizer == nil)
        #expect(answer.occurrence == .local("20261208T190000", zone: "W. Europe Standard Time"))
      }
    }
  }

  @Test func oneOfASeriesCanBeNamedInUTC() {
    let found = answers(event("UID:u", "RECURRENCE-ID:20261208T180000Z", Self.maya))
    #expect(found.first?.occurrence == .at(Instant(seconds: 1_796_752_800)))
  }

  @Test func whatIsNoAnswerIsNone() {
    #expect(answers(event("UID:u", Self.maya), method: "REQUEST").isEmpty)
    #expect(answers(event("UID:u", Self.maya), method: "COUNTER").isEmpty)
    #expect(answers(event(Self.maya)).isEmpty, "of no meeting")
    #expect(answers(event("UID:u")).isEmpty, "by nobody")
    for word in ["NEEDS-ACTION", "DELEGATED", "X-MAYBE", ""] {
      #expect(answers(event("UID:u", "ATTENDEE;PARTSTAT=\(word):mailto:a@b.example")).isEmpty, "\(word)")
    }
    #expect(answers(event("UID:u", "ATTENDEE;PARTSTAT=ACCEPTED:tel:+15550100001")).isEmpty)
  }

  @Test(
    arguments: [
      "", "BEGIN:VCALENDAR", "BEGIN:VEVENT\r\nEND:VCALENDAR\r\n", "\u{0}", "METHOD:REPLY",
      "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n",
      "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTAMP:yesterday\r\nSEQUENCE:many\r\nATTENDEE;PARTSTAT=ACCEPTED:x\r\n",
      "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nRECURRENCE-ID:99999999T999999Z\r\nUID;X=\"\r\nEND:VEVENT\r\nEND:VCALENDAR",
    ])
  func whatIsNoCalendarIsNoAnswerAndEndsNothing(_ text: String) {
    #expect(InvitationAnswerReader.read(Array(text.utf8)).isEmpty)
    #expect(InvitationAnswerReader.read(Array(text.utf8) + [0xFF, 0xFE]).isEmpty)
  }

  @Test(arguments: ["20260231T100000", "20260303T100000"]) func aDayThatNoMonthHasIsOneOfTheNext(_ text: String) {
    let found = answers(event("UID:u", "RECURRENCE-ID;TZID=Europe/Berlin:\(text)", Self.maya))
    #expect(found.first?.occurrence == .local("20260303T100000", zone: "Europe/Berlin"))
  }

  @Test func badDatesLeaveTheAnswerWithoutThem() {
    let found = answers(event("UID:u", "DTSTAMP:20269999T999999Z", "SEQUENCE:-5", Self.maya))
    #expect(found.first?.stampedAt == nil && found.first?.sequence == 0)
  }

  @Test func whatNobodyWritesHasBounds() {
    let many = String(repeating: event("UID:u", Self.maya, Self.maya), count: 300)
    #expect(answers(many).count == 50)
    #expect(answers(event(["UID:u"].joined(), String(repeating: Self.maya + "\r\n", count: 40) + "X:y")).count == 10)
    #expect(answers(event("UID:" + String(repeating: "u", count: 201), Self.maya)).isEmpty)
    let nested = String(repeating: "BEGIN:VEVENT\r\n", count: 5000)
    #expect(answers(nested).isEmpty)
    #expect(answers(String(repeating: "X-A:b\r\n", count: 60_000) + event("UID:u", Self.maya)).isEmpty, "too long")
  }
}
