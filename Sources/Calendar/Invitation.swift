public import Channels
public import Domain

/// One message of the life of a meeting to those who are, or were, invited (iTIP, RFC 5546).
public struct Invitation: Sendable, Equatable {
  /// What the message says about the meeting.
  public enum Kind: Sendable, Equatable {
    /// It takes place, or takes place otherwise than was said before.
    case request
    /// It does not take place.
    case cancellation
    /// It takes place without those whom this message goes to.
    case removal
  }

  public let kind: Kind
  /// Never another one for the same meeting.
  public let uid: String
  /// How often its time or place was changed, the cancellation included.
  public let sequence: Int
  public let organizer: Mailbox
  /// Who writes for the organizer, where that is another address than the organizer's.
  public let sentBy: EmailAddress?
  public let attendees: [Mailbox]
  /// What they have answered to it as it is; nil asks them.
  public let answer: InvitationAnswer.Intent?
  public let meeting: Meeting

  /// Refuses an id that is not plain text, a negative sequence and a message to nobody.
  public init(
    _ kind: Kind, uid: String, sequence: Int, organizer: Mailbox, sentBy: EmailAddress? = nil,
    attendees: [Mailbox], answer: InvitationAnswer.Intent? = nil, meeting: Meeting
  ) throws(InvitationError) {
    guard (1...200).contains(uid.utf8.count), uid.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) else {
      throw .malformed("id", needs: "1 to 200 printable ASCII characters without blanks")
    }
    guard (0...Int(Int32.max)).contains(sequence) else { throw .malformed("sequence", needs: "a count") }
    if attendees.isEmpty { throw .empty("list of attendees") }
    for mailbox in attendees + [organizer] { try Invitation.requireName(mailbox.name ?? "") }
    self.kind = kind
    self.uid = uid
    self.sequence = sequence
    self.organizer = organizer
    self.sentBy = sentBy
    self.attendees = attendees
    self.answer = answer
    self.meeting = meeting
  }

  /// What an email carries, stamped `now`: a calendar takes the newer of two stamps where sequences are equal.
  public func part(now: Instant) -> CalendarPart {
    CalendarPart(method: kind == .request ? .request : .cancel, bytes: InvitationWriter(self, now: now).bytes)
  }

  private static func requireName(_ name: String) throws(InvitationError) {
    if name.utf8.count > 200 { throw .tooLong("name of a person", limit: 200) }
    if name.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) }) {
      throw .controlCharacter("name of a person")
    }
  }
}
