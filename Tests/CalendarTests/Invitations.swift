import Calendar
import Channels
import Domain

/// Invitations that tests write.
enum Invitations {
  /// 2026-03-02 18:00 UTC, a Monday.
  static let start = Instant(seconds: 1_772_474_400)
  static let now = Instant(seconds: 1_772_000_000)

  static func meeting(
    clocks: ClockRules? = nil, recurrence: Recurrence? = nil, moved: [MovedMeeting] = [], occurrence: Instant? = nil,
    summary: String = "Study group Öland", description: String = "With Maya, Léo & Zoë.", url: String? = nil
  ) throws -> Meeting {
    try Meeting(
      start: start, end: start + .minutes(90), clocks: clocks, recurrence: recurrence, moved: moved,
      occurrence: occurrence, summary: summary, description: description, location: "Room 2; online", url: url)
  }

  static func invitation(
    _ kind: Invitation.Kind = .request, sequence: Int = 0, name: String? = "Maya O", meeting: Meeting? = nil,
    sentBy: EmailAddress? = nil
  ) throws -> Invitation {
    try Invitation(
      kind, uid: "group-7.production@school.example", sequence: sequence,
      organizer: mailbox("groups@school.example", "Groups"), sentBy: sentBy,
      attendees: [mailbox("maya@learner.example", name)], meeting: meeting ?? self.meeting())
  }

  static func mailbox(_ address: String, _ name: String? = nil) throws -> Mailbox {
    guard let address = EmailAddress(address) else { throw InvitationError.empty("address") }
    return Mailbox(address, name: name)
  }

  /// Berlin in 2026: an hour ahead of UTC, two from the end of March to the end of October.
  static func berlin() throws -> ClockRules {
    try ClockRules(
      zone: "Europe/Berlin",
      changes: [(1_767_225_600, 3600), (1_774_746_000, 7200), (1_792_890_000, 3600)].map {
        ClockRules.Change(at: Instant(seconds: $0.0), seconds: $0.1)
      }, until: Instant(seconds: 1_798_761_600))
  }

  /// What is written, unfolded.
  static func text(_ invitation: Invitation) -> String {
    String(decoding: invitation.part(now: now).bytes, as: UTF8.self).replacing("\r\n ", with: "")
  }
}
