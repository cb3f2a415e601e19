import Channels
import FunctionContract
import FunctionShell
import Sending

/// In whose name people are invited, and where their calendars send what they answer.
struct Organizer {
  /// Who writes the mail.
  let from: Mailbox
  /// Where answers are taken; nil leaves them to whoever reads the sender's mailbox.
  private let replies: (local: Substring, domain: Substring)?

  /// Reads where answers are taken; throws 78 and names the setting at fault.
  init(from: Mailbox, _ environment: Environment) throws(HandlerFailure) {
    self.from = from
    guard let text = environment["REKINDLE_CALENDAR_REPLY_TO"] else {
      replies = nil
      return
    }
    guard let address = EmailAddress(text), let at = text.firstIndex(of: "@"), text[..<at].utf8.count <= 40,
      !text.contains("+")
    else {
      throw HandlerFailure(
        .configuration, "Configuration.Invalid",
        "REKINDLE_CALENDAR_REPLY_TO must be one address such as calendar@replies.school.example, with at most 40 letters "
          + "before the @ and no plus sign")
    }
    replies = (text[..<at], address.domain)
  }

  /// The organizer of the meeting with the id `uid` in the invitation to `attendee`.
  ///
  /// It stays the one that was told: a calendar takes no change from anybody else.
  func mailbox(_ uid: String, _ attendee: Mailbox, _ links: MessageLinks, told: String?) -> Mailbox {
    if let told = told.flatMap({ EmailAddress($0) }) { return Mailbox(told, name: from.name) }
    guard let replies, !links.isTest else { return from }
    let tag = links.replyTag(uid, to: attendee.address.text)
    return EmailAddress("\(replies.local)+\(tag)@\(replies.domain)").map { Mailbox($0, name: from.name) } ?? from
  }
}
