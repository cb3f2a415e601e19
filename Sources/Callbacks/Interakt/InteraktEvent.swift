import Channels
import Domain
import JSON

/// The members of one event of Interakt.
struct InteraktEvent {
  let json: JSON

  private var message: JSON { json["data"]?["message"] ?? .null }
  private var metadata: JSON { InteraktEvent.unpacked(message["meta_data"]) ?? .null }

  func batch(environment: String, now: Instant) -> CallbackBatch {
    var batch = CallbackBatch()
    switch json["type"]?.string ?? "" {
    case "message_received":
      if let reply = reply(now: now) { batch.replies = [reply] } else { park(.noSender, in: &batch) }
    case let type where type.hasPrefix("message_api_"):
      switch facts(String(type.dropFirst("message_api_".count)), environment) {
      case .success(let facts):
        batch.facts = facts
        batch.ignored = facts.isEmpty ? 1 : 0
      case .failure(let reason): park(reason, in: &batch)
      }
    default: batch.ignored = 1  // campaigns that people send by hand, and news of the account
    }
    return batch
  }

  private func park(_ reason: CallbackBatch.Reason, in batch: inout CallbackBatch) {
    batch.parked.append(.init(index: 0, reason: reason))
  }

  /// None where the message is another program's.
  private func facts(_ event: String, _ environment: String) -> Result<[CallbackFact], CallbackBatch.Reason> {
    guard let text = metadata["source_data"]?["callback_data"]?.string, let correlation = Correlation(text: text),
      correlation.environment == environment
    else { return .success([]) }
    let kinds: [CallbackFact.Kind]
    switch event {
    case "sent": kinds = [.processed]
    case "delivered": kinds = [.delivered]
    case "read": kinds = [.delivered, .open]
    case "clicked": kinds = [.click]
    case "failed": kinds = WhatsAppFailure.kinds(of: errorCode)
    default: return .failure(.unknownEvent)
    }
    let pressed = event == "clicked" ? button?.withoutControls(upTo: 200) ?? "" : nil
    return .success(
      kinds.map {
        CallbackFact(
          deliveryID: correlation.deliveryID, kind: $0, at: moment(event), providerMessageID: id,
          detail: pressed ?? errorCode.map(String.init) ?? event)
      })
  }

  private func reply(now: Instant) -> InboundReply? {
    guard let id, let from = json["data"]?["customer"]?["channel_phone_number"]?.string,
      let number = WhatsAppNumber.e164(from)
    else { return nil }
    let at = InteraktEvent.time(message["received_at_utc"]) ?? InteraktEvent.time(json["timestamp"])
    let written = message["message"]?.string ?? ""
    let answer = InteraktEvent.unpacked(message["message"])
    let choice = answer?["button_reply"] ?? answer?["list_reply"]
    return InboundReply(
      id: id, from: number, channel: .whatsapp, text: choice?["title"]?.string ?? written, at: at ?? now,
      isAnswered: false,
      press: (choice?["id"] ?? choice?["title"])?.string.map { ButtonPress(payload: $0, answered: nil, at: at) })
  }

  private var id: String? {
    message["id"]?.string.flatMap { !$0.isEmpty && $0.isKeepable ? $0 : nil }
  }

  private var errorCode: Int? {
    message["channel_error_code"]?.integer ?? message["channel_error_code"]?.string.flatMap { Int($0) }
  }

  private var button: String? { metadata["button_text"]?.string ?? metadata["button_link"]?.string }

  private func moment(_ event: String) -> Instant? {
    let own: JSON? =
      switch event {
      case "sent": message["received_at_utc"]
      case "delivered": message["delivered_at_utc"]
      case "read": message["seen_at_utc"]
      case "clicked": metadata["click_timestamp"]
      default: nil
      }
    return InteraktEvent.time(own) ?? InteraktEvent.time(json["timestamp"])
  }

  /// Times are UTC and do not say so.
  private static func time(_ json: JSON?) -> Instant? {
    json?.string.flatMap { Instant(rfc3339: $0) ?? Instant(rfc3339: $0 + "Z") }
  }

  /// An object, or one written as a text.
  private static func unpacked(_ json: JSON?) -> JSON? {
    guard let text = json?.string else { return json }
    return text.hasPrefix("{") ? try? JSON.parse(text, limits: .callback) : nil
  }
}
