import Channels
import JSON

/// The members of one status of a message that we sent.
struct MetaStatus {
  let json: JSON

  /// None where the message is another program's, which does not name a delivery of ours.
  func facts(environment: String) -> Result<[CallbackFact], CallbackBatch.Reason> {
    guard json.object != nil else { return .failure(.notAnObject) }
    guard let text = json["biz_opaque_callback_data"]?.string, let correlation = Correlation(text: text),
      correlation.environment == environment
    else { return .success([]) }
    guard let status = json["status"]?.string, let kinds = kinds(status) else { return .failure(.unknownEvent) }
    guard let at = MetaChanges.time(json["timestamp"]) else { return .failure(.noTimestamp) }
    let id = json["id"]?.string
    guard id?.isKeepable ?? true else { return .failure(.unreadableText) }
    return .success(
      kinds.map {
        CallbackFact(
          deliveryID: correlation.deliveryID, kind: $0, at: at, providerMessageID: id,
          detail: errorCode.map(String.init) ?? status)
      })
  }

  private var errorCode: Int? { json["errors"]?.array?.first?["code"]?.integer }

  /// nil for a status that the documentation does not have; where it was read, the news of its delivery may not come.
  private func kinds(_ status: String) -> [CallbackFact.Kind]? {
    switch status {
    case "sent": [.processed]
    case "delivered": [.delivered]
    case "read", "played": [.delivered, .open]
    case "failed": WhatsAppFailure.kinds(of: errorCode)
    default: nil
    }
  }
}
