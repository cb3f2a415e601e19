import CCalendar
import Domain

/// Reads answers to invitations out of what came by mail, by libical; what is none is no answer.
public enum InvitationAnswerReader {
  /// Most bytes of a calendar object: an answer has a thousand, and the zones of its calendar.
  public static let mostBytes = 262_144
  /// Most answers of one object: a calendar answers a meeting, and some of its series.
  private static let mostAnswers = 50

  /// The answers of one calendar object; none where it is too long, no calendar, or no reply.
  public static func read(_ bytes: [UInt8]) -> [InvitationAnswer] {
    guard bytes.count <= mostBytes, !bytes.contains(0) else { return [] }
    icalerror_set_errors_are_fatal(0)  // the library's own setting ends the process at a bad value
    let calendar = Component(icalparser_parse_string(String(decoding: bytes, as: UTF8.self)))
    guard calendar.isReply else { return [] }
    return Array(calendar.events.flatMap(answers).prefix(mostAnswers))
  }

  private static func answers(_ event: EventReader) -> [InvitationAnswer] {
    guard let uid = event.uid, (1...200).contains(uid.utf8.count) else { return [] }
    return event.attendees.compactMap { attendee, participation in
      guard let intent = intent(participation), attendee.utf8.count <= 254 else { return nil }
      return InvitationAnswer(
        uid: uid, intent: intent, attendee: attendee, organizer: event.organizer, sequence: max(0, event.sequence),
        stampedAt: event.stampedAt, occurrence: event.occurrence)
    }
  }

  private static func intent(_ participation: icalparameter_partstat) -> InvitationAnswer.Intent? {
    switch participation {
    case ICAL_PARTSTAT_ACCEPTED: .accepted
    case ICAL_PARTSTAT_DECLINED: .declined
    case ICAL_PARTSTAT_TENTATIVE: .tentative
    default: nil
    }
  }
}
