public import Domain
import JSON

/// WhatsApp messages over Twilio: a template of its Content API by its id, or a text (docs/providers/whatsapp.md).
///
/// A provider of its own beside `Twilio`, for what stops WhatsApp there does not stop text messages.
public struct TwilioWhatsApp: Provider {
  public static let name = "twilio-whatsapp"

  private let account: TwilioAccount
  private let from: (name: String, value: String)

  /// Settings: those of the account, and `TWILIO_WHATSAPP_FROM`, a number or a Messaging Service.
  public init(_ settings: Settings) throws(ProviderSettingError) {
    account = try TwilioAccount(settings)
    let sender = try settings.require("TWILIO_WHATSAPP_FROM")
    if let number = PhoneNumber(sender) {
      from = ("From", "whatsapp:\(number.text)")
    } else if TwilioSender.isService(sender) {
      from = ("MessagingServiceSid", sender)
    } else {
      throw ProviderSettingError(
        setting: "TWILIO_WHATSAPP_FROM", reason: "write an E.164 number such as +14155238886 or a Messaging Service MG…"
      )
    }
  }

  public func exchange(for message: WhatsAppMessage, now: Instant) -> Exchange {
    Exchange(request(for: message), outcome: outcome)
  }

  /// The request that sends `message`; its callbacks carry the delivery id and the environment in their URL.
  public func request(for message: WhatsAppMessage) -> ProviderRequest {
    var fields = [(name: "To", value: "whatsapp:\(message.to.text)"), from, account.callback(message.correlation)]
    switch message.content {
    case .text(let text): fields.append((name: "Body", value: text))
    case .template(let template):
      fields.append((name: "ContentSid", value: template.providerID ?? ""))
      let variables = TwilioWhatsApp.variables(of: template)
      if !variables.isEmpty { fields.append((name: "ContentVariables", value: JSON.object(variables).text)) }
    }
    if let usefulFor = message.usefulFor {
      fields.append((name: "ValidityPeriod", value: String(min(max(usefulFor.seconds, 1), 36_000))))
    }
    return account.call(fields)
  }

  /// Twilio numbers a whole template: first the text's values, then the header's, then what the button's address ends with.
  private static func variables(of template: WhatsAppMessage.Template) -> [String: JSON] {
    var values = template.values
    switch template.header {
    case .text(let value): values.append(value)
    case .media(_, _, let suffix): if !suffix.isEmpty { values.append(suffix) }
    case nil: break
    }
    if let suffix = template.buttonSuffix { values.append(suffix) }
    let numbered = values.enumerated().map { (String($0.offset + 1), JSON.string($0.element)) }
    return Dictionary(uniqueKeysWithValues: numbered)
  }

  /// What became of it; total over everything that can be seen on the wire.
  public func outcome(of observation: Observation, now: Instant) -> SendOutcome {
    HTTPClassification.outcome(
      of: observation, now: now, accepted: { TwilioAnswer($0)?.messageID },
      failure: { TwilioAnswer($0)?.failure(now: now) })
  }
}
