import Channels
import Domain
import JSON
import Rendering
import Sending
import Store

/// Text messages (REQ-0-60).
struct TextChannel: MessageChannel {
  static let channel = Channel.sms

  func contacts(_ ids: [Int], _ connection: borrowing Connection) throws(StoreError) -> [Contact] {
    try connection.run(ReadContacts(ids: ids))
  }

  func template(_ body: JSON) throws(Unsendable) -> SMSTemplate {
    do throws(RenderingError) {
      guard let source = SMSSource(json: body) else { throw RenderingError.unreadable }
      return try SMSTemplate(source)
    } catch {
      throw Unsendable(error)
    }
  }

  func compose(_ draft: Draft<SMSTemplate>, under terms: Void) throws(Unsendable) -> Composition<TextMessage> {
    guard let number = PhoneNumber(draft.address) else { throw Unsendable(.invalidAddress) }
    let rendered = try render(draft)
    let message = try message(rendered, to: number, draft)
    return Composition(message, links: try draft.links.tracked(rendered.links), units: rendered.segments.count)
  }

  private func render(_ draft: Draft<SMSTemplate>) throws(Unsendable) -> RenderedSMS {
    do throws(RenderingError) {
      return try SMSRenderer.render(
        draft.template, context: draft.context, sender: draft.links.sender,
        links: draft.links.recipient(openPixel: false), rewriting: draft.links.shortLinks)
    } catch {
      throw Unsendable(error)
    }
  }

  private func message(
    _ rendered: RenderedSMS, to number: PhoneNumber, _ draft: Draft<SMSTemplate>
  ) throws(Unsendable) -> TextMessage {
    do throws(MessageError) {
      return try TextMessage(
        correlation: Correlation(deliveryID: draft.deliveryID, environment: draft.links.environmentName), to: number,
        body: rendered.text, usefulFor: draft.expiresAt - draft.now)
    } catch {
      throw Unsendable(error)
    }
  }
}
