import Channels
import Domain
import FunctionContract
import FunctionShell
import Rendering
import Sending
import Store

/// Email over the configured provider: SendGrid or an SMTP relay.
struct EmailChannel: MessageChannel {
  static let channel = Channel.email

  let provider: String
  private let wire: any EmailProvider
  private let from: Mailbox

  init(_ environment: Environment) throws(HandlerFailure) {
    let settings = EmailSettings(environment)
    provider = try settings.providerName
    wire = try settings.provider
    from = try settings.from
  }

  func contacts(_ ids: [Int], _ connection: borrowing Connection) throws(StoreError) -> [Contact] {
    try connection.run(ReadContacts(ids: ids))
  }

  func compose(_ draft: Draft) throws(Unsendable) -> Composition {
    guard case .email(let template) = draft.template else { throw Unsendable(.missingVariable) }
    guard let address = EmailAddress(draft.address) else { throw Unsendable(.invalidAddress) }
    let own = draft.links.recipient(openPixel: true)
    let rendered = try render(template, draft, own)
    let message = try message(rendered, to: Mailbox(address), optOut: own.unsubscribe, draft)
    return Composition(
      request: wire.request(for: message, now: draft.now), links: try draft.links.tracked(rendered.links))
  }

  func outcome(of observation: Observation, now: Instant) -> SendOutcome { wire.outcome(of: observation, now: now) }

  private func render(
    _ template: EmailTemplate, _ draft: Draft, _ own: RecipientLinks
  ) throws(Unsendable) -> RenderedEmail {
    var index = 0
    do throws(RenderingError) {
      return try EmailRenderer.render(template, context: draft.context, sender: draft.links.sender, links: own) { _ in
        defer { index += 1 }
        return draft.links.shortAddress(index)
      }
    } catch {
      throw Unsendable(error)
    }
  }

  private func message(
    _ rendered: RenderedEmail, to recipient: Mailbox, optOut: String, _ draft: Draft
  ) throws(Unsendable) -> EmailMessage {
    do throws(MessageError) {
      return try EmailMessage(
        correlation: Correlation(deliveryID: draft.deliveryID, environment: draft.links.environmentName), from: from,
        to: recipient, subject: rendered.subject, text: rendered.text, html: rendered.html, unsubscribeURL: optOut,
        categories: [draft.slug])
    } catch {
      throw Unsendable(.missingVariable)
    }
  }
}
