public import Channels
import Domain
public import FunctionContract
public import FunctionShell
public import Rendering
public import Sending
public import Store

/// Writes HTML and text from one sender's address, with or without an invitation.
public struct MailWriter: Sendable {
  /// Who every mail is from.
  public let from: Mailbox
  /// Where replies go; nil for where the message comes from.
  public let replyTo: EmailAddress?

  /// Reads who writes; throws 78 and names the setting at fault.
  public init(_ environment: Environment) throws(HandlerFailure) {
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

  /// The source, parsed; throws where it could not be read, which is nil, or is no template.
  public func template(_ source: EmailSource?) throws(Unsendable) -> EmailTemplate {
    do throws(RenderingError) {
      guard let source else { throw RenderingError.unreadable }
      return try EmailTemplate(source)
    } catch {
      throw Unsendable(error)
    }
  }

  /// The recipient of a draft; throws where its address is none.
  public func recipient<Template>(of draft: Draft<Template>) throws(Unsendable) -> Mailbox {
    guard let address = EmailAddress(draft.address) else { throw Unsendable(.invalidAddress) }
    return Mailbox(address)
  }

  /// The mail of a draft, in the words of `template`, and with what it tells of a meeting.
  public func compose<Template>(
    _ draft: Draft<Template>, in template: EmailTemplate, calendar: CalendarPart? = nil,
    told: ClaimDeliveries.Told? = nil
  ) throws(Unsendable) -> Composition<EmailMessage> {
    let recipient = try recipient(of: draft)
    let own = draft.links.recipient(openPixel: true)
    let rendered = try render(draft, in: template, own)
    let message = try message(rendered, to: recipient, optOut: own.unsubscribe, calendar: calendar, draft)
    return Composition(message, links: try draft.links.tracked(rendered.links), told: told)
  }

  private func render<Template>(
    _ draft: Draft<Template>, in template: EmailTemplate, _ own: RecipientLinks
  ) throws(Unsendable) -> RenderedEmail {
    do throws(RenderingError) {
      return try EmailRenderer.render(
        template, context: draft.context, sender: draft.links.sender, links: own, items: draft.items,
        rewriting: draft.links.shortLinks)
    } catch {
      throw Unsendable(error)
    }
  }

  private func message<Template>(
    _ rendered: RenderedEmail, to recipient: Mailbox, optOut: String, calendar: CalendarPart?, _ draft: Draft<Template>
  ) throws(Unsendable) -> EmailMessage {
    do throws(MessageError) {
      return try EmailMessage(
        correlation: Correlation(deliveryID: draft.deliveryID, environment: draft.links.environmentName), from: from,
        to: recipient, replyTo: replyTo, subject: rendered.subject, text: rendered.text, html: rendered.html,
        unsubscribeURL: optOut, categories: [draft.slug], calendar: calendar)
    } catch {
      throw Unsendable(error)
    }
  }
}
