import Channels
import Domain
import FunctionContract
import FunctionShell
import Rendering
import Sending
import Store

/// Text messages over Twilio (REQ-0-60).
struct TextChannel: MessageChannel {
  static let channel = Channel.sms

  let provider = "twilio"
  private let wire: Twilio

  init(_ environment: Environment) throws(HandlerFailure) {
    let account = try environment.require("TWILIO_ACCOUNT_SID")
    let token = try environment.require("TWILIO_AUTH_TOKEN")
    let number = try environment.require("TWILIO_FROM_NUMBER")
    let webhook = try environment.require("REKINDLE_WEBHOOK_URL")
    do throws(ProviderSettingError) {
      wire = try Twilio(
        accountSID: account, authToken: token, sender: TwilioSender(number), webhookURL: webhook,
        baseURL: environment["TWILIO_BASE_URL"] ?? "https://api.twilio.com")
    } catch {
      throw HandlerFailure(.configuration, "Configuration.Invalid", error.description)
    }
  }

  func contacts(_ ids: [Int], _ connection: borrowing Connection) throws(StoreError) -> [Contact] {
    try connection.run(ReadContacts(ids: ids))
  }

  func compose(_ draft: Draft) throws(Unsendable) -> Composition {
    guard case .sms(let template) = draft.template else { throw Unsendable(.missingVariable) }
    guard let number = PhoneNumber(draft.address) else { throw Unsendable(.invalidAddress) }
    let rendered = try render(template, draft)
    let message = try message(rendered, to: number, draft)
    return Composition(request: wire.request(for: message), links: try draft.links.tracked(rendered.links))
  }

  func outcome(of observation: Observation, now: Instant) -> SendOutcome { wire.outcome(of: observation, now: now) }

  private func render(_ template: SMSTemplate, _ draft: Draft) throws(Unsendable) -> RenderedSMS {
    var index = 0
    do throws(RenderingError) {
      return try SMSRenderer.render(
        template, context: draft.context, sender: draft.links.sender, links: draft.links.recipient(openPixel: false)
      ) { _ in
        defer { index += 1 }
        return draft.links.shortAddress(index)
      }
    } catch {
      throw Unsendable(error)
    }
  }

  private func message(
    _ rendered: RenderedSMS, to number: PhoneNumber, _ draft: Draft
  ) throws(Unsendable) -> TextMessage {
    do throws(MessageError) {
      return try TextMessage(
        correlation: Correlation(deliveryID: draft.deliveryID, environment: draft.links.environmentName), to: number,
        body: rendered.text, usefulFor: draft.expiresAt - draft.now)
    } catch {
      throw Unsendable(.missingVariable)
    }
  }
}
