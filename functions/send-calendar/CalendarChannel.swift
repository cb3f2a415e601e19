import Channels
import Domain
import FunctionContract
import FunctionShell
import JSON
import Mail
import Rendering
import Sending
import Store

/// Invitations to meetings, and their withdrawals: mails that calendars read (iTIP by mail, RFC 6047).
struct CalendarChannel: MessageChannel {
  /// A published invitation, parsed.
  struct Template {
    let kind: InviteKind
    let email: EmailTemplate
    let words: MeetingWords
  }

  static let channel = Channel.calendar

  private let writer: MailWriter
  private let organizer: Organizer

  init(_ environment: Environment) throws(HandlerFailure) {
    writer = try MailWriter(environment)
    organizer = try Organizer(from: writer.from, environment)
  }

  func contacts(_ ids: [Int], _ connection: borrowing Connection) throws(StoreError) -> [Contact] {
    try connection.run(ReadContacts(ids: ids))
  }

  func terms(
    _ ids: [Int], of outlet: String, now: Instant, _ connection: borrowing Connection
  ) throws(StoreError) -> Invitations {
    Invitations(try connection.run(ReadInvitations(deliveryIDs: ids)))
  }

  func template(_ body: JSON) throws(Unsendable) -> Template {
    guard let source = InvitationSource(json: body) else { throw Unsendable(RenderingError.unreadable) }
    let words: MeetingWords
    do throws(RenderingError) { words = try MeetingWords(source) } catch { throw Unsendable(error) }
    return Template(kind: source.kind, email: try writer.template(source.email), words: words)
  }

  func compose(
    _ draft: Draft<Template>, under terms: Invitations
  ) throws(Unsendable) -> Composition<EmailMessage> {
    let invitation = try terms.next(draft, from: organizer, to: try writer.recipient(of: draft))
    return try writer.compose(draft, in: draft.template.email, calendar: invitation.part, told: invitation.told)
  }
}
