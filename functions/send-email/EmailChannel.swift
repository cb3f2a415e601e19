import Channels
import Domain
import FunctionContract
import FunctionShell
import JSON
import Rendering
import Sending
import Store

/// Email: HTML and text from one sender's address.
struct EmailChannel: MessageChannel {
  static let channel = Channel.email

  private let from: Mailbox
  /// Where replies go; nil for where the message comes from.
  let replyTo: EmailAddress?

  init(_ environment: Environment) throws(HandlerFailure) {
    guard let address = EmailAddress(try environment.require("REKINDLE_FROM_EMAIL")) else {
      throw HandlerFailure(
        .configuration, "Configuration.Invalid",
        "REKINDLE_FROM_EMAIL must be one plain address such as courses@school.example")
    }
    _ = try environment.require("REKINDLE_POSTAL_ADDRESS")
    replyTo = environment["REKINDLE_REPLY_TO"].flatMap { EmailAddress($0) }
    if environment["REKINDLE_REPLY_TO"] != nil, replyTo == nil {
      throw HandlerFailure(
        .configuration, "Configuration.Invalid",
        "REKINDLE_REPLY_TO must be one plain address such as courses@school.example")
    }
    from = Mailbox(address, name: environment["REKINDLE_FROM_NAME"])
  }

  func contacts(_ ids: [Int], _ connection: borrowing Connection) throws(StoreError) -> [Contact] {
    try connection.run(ReadContacts(ids: ids))
  }

  func terms(
    _ ids: [Int], of outlet: String, now: Instant, _ connection: borrowing Connection
  ) throws(StoreError) -> EmailInvitations {
    EmailInvitations(try connection.run(ReadInvitations(deliveryIDs: ids)))
  }

  func template(_ body: JSON) throws(Unsendable) -> EmailTemplate {
    do throws(RenderingError) {
      guard let source = EmailSource(json: body) else { throw RenderingError.unreadable }
      return try EmailTemplate(source)
    } catch {
      throw Unsendable(error)
    }
  }

  func compose(
    _ draft: Draft<EmailTemplate>, under terms: EmailInvitations
  ) throws(Unsendable) -> Composition<EmailMessage> {
    guard let address = EmailAddress(draft.address) else { throw Unsendable(.invalidAddress) }
    let own = draft.links.recipient(openPixel: true)
    let rendered = try render(draft, own)
    let invitation = try terms.next(draft, from: from, to: Mailbox(address))
    let message = try message(
      rendered, to: Mailbox(address), optOut: own.unsubscribe, calendar: invitation?.part, draft)
    return Composition(message, links: try draft.links.tracked(rendered.links), told: invitation?.told)
  }

  private func render(
    _ draft: Draft<EmailTemplate>, _ own: RecipientLinks
  ) throws(Unsendable) -> RenderedEmail {
    do throws(RenderingError) {
      return try EmailRenderer.render(
        draft.template, context: draft.context, sender: draft.links.sender, links: own,
        rewriting: draft.links.shortLinks)
    } catch {
      throw Unsendable(error)
    }
  }

  private func message(
    _ rendered: RenderedEmail, to recipient: Mailbox, optOut: String, calendar: CalendarPart?,
    _ draft: Draft<EmailTemplate>
  ) throws(Unsendable) -> EmailMessage {
    do throws(MessageError) {
      return try EmailMessage(
        correlation: Correlation(deliveryID: draft.deliveryID, environment: draft.links.environmentName), from: from,
        to: recipient, replyTo: replyTo, subject: rendered.subject, text: rendered.text, html: rendered.html,
        unsubscribeURL: optOut,
        categories: [draft.slug], calendar: calendar)
    } catch {
      throw Unsendable(error)
    }
  }
}
