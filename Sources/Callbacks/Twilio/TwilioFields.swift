import Channels
import Domain

/// The decoded fields of one Twilio callback.
struct TwilioFields {
  private let query: [String: String]
  private let form: [String: String]

  init(query: [(name: String, value: String)], form: [(name: String, value: String)]) {
    self.query = Dictionary(query.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    self.form = Dictionary(form.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether this is a message to us rather than news of one of ours.
  var isReply: Bool { form["SmsStatus"] == "received" || (form["MessageStatus"] == nil && form["Body"] != nil) }

  /// nil where it has no id: it could not be told from a repetition.
  func reply(now: Instant) -> InboundReply? {
    guard let id = form["MessageSid"] ?? form["SmsSid"], !id.isEmpty, id.isKeepable else { return nil }
    let sender = form["From"].flatMap { $0.isKeepable ? $0 : nil } ?? ""
    let isWhatsApp = sender.hasPrefix("whatsapp:")
    let number = String(sender.dropFirst(isWhatsApp ? "whatsapp:".count : 0))
    let type = form["OptOutType"].flatMap { InboundReply.Intent(rawValue: $0.lowercased()) }
    return InboundReply(
      id: id, from: isWhatsApp ? WhatsAppNumber.e164(number) ?? number : number,
      channel: isWhatsApp ? .whatsapp : .sms, text: form["Body"] ?? "", intent: type, at: now, isAnswered: type != nil,
      press: press)
  }

  private var press: ButtonPress? {
    guard let payload = form["ButtonPayload"] ?? form["ButtonText"], !payload.isEmpty else { return nil }
    return ButtonPress(payload: payload, answered: form["OriginalRepliedMessageSid"], at: nil)
  }

  func status(environment: String) -> CallbackBatch {
    var batch = CallbackBatch()
    guard query["environment"] == environment else {
      batch.ignored = 1
      return batch
    }
    guard let status = form["MessageStatus"] ?? form["SmsStatus"], let kinds = kinds(status) else {
      batch.parked.append(.init(index: 0, reason: .unknownEvent))
      return batch
    }
    guard let text = query["delivery"], text.utf8.count <= 18, let deliveryID = Int(text), deliveryID >= 0 else {
      batch.parked.append(.init(index: 0, reason: .noDeliveryID))
      return batch
    }
    let id = form["MessageSid"]
    guard id?.isKeepable ?? true else {
      batch.parked.append(.init(index: 0, reason: .unreadableText))
      return batch
    }
    let code = errorCode.map(String.init)
    batch.facts = kinds.map {
      CallbackFact(
        deliveryID: deliveryID, kind: $0, at: nil, providerMessageID: id, detail: code ?? status)
    }
    return batch
  }

  private var errorCode: Int? { form["ErrorCode"].flatMap { $0.utf8.count <= 9 ? Int($0) : nil } }

  /// nil for a status that the documentation does not have.
  private func kinds(_ status: String) -> [CallbackFact.Kind]? {
    switch status {
    case "accepted", "scheduled", "queued", "sending", "sent": [.processed]
    case "delivered", "partially_delivered": [.delivered]
    case "read": [.delivered, .open]
    case "undelivered": refusal(otherwise: .softBounce)
    case "failed": refusal(otherwise: .dropped)
    case "canceled": [.dropped]
    default: nil
    }
  }

  private func refusal(otherwise kind: CallbackFact.Kind) -> [CallbackFact.Kind] {
    switch errorCode.flatMap(TwilioErrorKind.init(code:)) {
    case .optedOut: [kind, .unsubscribe]
    case .deadAddress: [.hardBounce]
    case .fraud, .configuration: [.blocked]
    default: errorCode == 30007 ? [.blocked] : [kind]
    }
  }
}
