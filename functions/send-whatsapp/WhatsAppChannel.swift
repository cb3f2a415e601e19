import Channels
import Domain
import JSON
import Rendering
import Sending
import Store

/// WhatsApp messages (REQ-4-57): templates that the provider has approved, and free texts inside a conversation.
struct WhatsAppChannel: MessageChannel {
  static let channel = Channel.whatsapp

  func contacts(_ ids: [Int], _ connection: borrowing Connection) throws(StoreError) -> [Contact] {
    try connection.run(ReadContacts(ids: ids))
  }

  /// The word of the provider that the messages go to counts.
  func terms(
    _ ids: [Int], of outlet: String, now: Instant, _ connection: borrowing Connection
  ) throws(StoreError) -> WhatsAppTerms {
    WhatsAppTerms(
      provider: outlet, templates: try connection.run(ReadTemplates(provider: outlet)),
      open: try connection.run(ReadConversations(deliveryIDs: ids, now: now)))
  }

  func template(_ body: JSON) throws(Unsendable) -> WhatsAppTemplate {
    do throws(RenderingError) {
      guard let source = WhatsAppSource(json: body) else { throw RenderingError.unreadable }
      return try WhatsAppTemplate(source)
    } catch {
      throw Unsendable(error)
    }
  }

  func mayWrite(_ template: WhatsAppTemplate, under terms: WhatsAppTerms) -> Bool {
    guard let wanted = template.source.template else { return true }
    return (try? approved(wanted, under: terms)) != nil
  }

  func compose(
    _ draft: Draft<WhatsAppTemplate>, under terms: WhatsAppTerms
  ) throws(Unsendable) -> Composition<WhatsAppMessage> {
    guard let number = PhoneNumber(draft.address) else { throw Unsendable(.invalidAddress) }
    let approved = try approval(of: draft, under: terms)
    let rendered = try render(draft)
    let content = try approved.map { (template) throws(Unsendable) in
      WhatsAppMessage.Content.template(
        WhatsAppMessage.Template(
          name: template.name, language: template.language, providerID: template.providerID,
          values: try values(of: rendered, draft),
          header: rendered.header.flatMap(WhatsAppMessage.Header.init), buttonSuffix: rendered.buttonSuffix,
          replies: draft.template.source.replies.map(\.payload)))
    }
    let message = try message(content ?? .text(rendered.text), to: number, draft)
    return Composition(message, links: try draft.links.tracked(rendered.links))
  }

  /// The template as the provider knows it; nil for a free text that may go out.
  private func approval(
    of draft: Draft<WhatsAppTemplate>, under terms: WhatsAppTerms
  ) throws(Unsendable) -> ReadTemplates.Row? {
    guard let wanted = draft.template.source.template else {
      if terms.isOpen(draft.deliveryID) { return nil }
      throw Unsendable(.noConversation)
    }
    return try approved(wanted, under: terms)
  }

  private func approved(
    _ wanted: WhatsAppSource.Approval, under terms: WhatsAppTerms
  ) throws(Unsendable) -> ReadTemplates.Row {
    let known = terms.template(wanted.name, wanted.language)
    guard let known, known.isApproved else {
      throw Unsendable(.templateNotApproved, "\(wanted.name) \(wanted.language): \(known?.status ?? "unknown")")
    }
    if terms.provider == TwilioWhatsApp.name, known.providerID == nil {
      throw Unsendable(.templateNotApproved, "\(wanted.name) \(wanted.language): approved without its ContentSid")
    }
    return known
  }

  private func render(_ draft: Draft<WhatsAppTemplate>) throws(Unsendable) -> RenderedWhatsApp {
    let isFree = draft.template.source.template == nil
    do throws(RenderingError) {
      return try WhatsAppRenderer.render(
        draft.template, context: draft.context, sender: draft.links.sender,
        links: draft.links.recipient(openPixel: false),
        rewriting: isFree ? draft.links.shortLinks : draft.links.shortCodes)
    } catch {
      throw Unsendable(error)
    }
  }

  /// An approved text says that it is a test where a value stands in it: nothing else in it may differ.
  private func values(
    of rendered: RenderedWhatsApp, _ draft: Draft<WhatsAppTemplate>
  ) throws(Unsendable) -> [String] {
    guard draft.links.isTest else { return rendered.values }
    guard let first = rendered.values.first else {
      throw Unsendable(.brokenTemplate, "a text in which nothing varies cannot be marked as a test")
    }
    return ["[Test] \(first)"] + rendered.values.dropFirst()
  }

  private func message(
    _ content: WhatsAppMessage.Content, to number: PhoneNumber, _ draft: Draft<WhatsAppTemplate>
  ) throws(Unsendable) -> WhatsAppMessage {
    do throws(MessageError) {
      return WhatsAppMessage(
        correlation: try Correlation(deliveryID: draft.deliveryID, environment: draft.links.environmentName),
        to: number, content: content, usefulFor: draft.expiresAt - draft.now)
    } catch {
      throw Unsendable(error)
    }
  }
}

extension WhatsAppMessage.Header {
  /// nil for a header in which nothing varies.
  fileprivate init?(_ header: RenderedWhatsApp.Header) {
    switch header {
    case .text(_, let value):
      guard let value else { return nil }
      self = .text(value)
    case .media(let media, let url, let suffix):
      let kind: WhatsAppMessage.Media =
        switch media {
        case .image: .image
        case .document: .document
        case .video: .video
        }
      self = .media(kind, url: url, suffix: suffix)
    }
  }
}
