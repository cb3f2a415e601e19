import Domain
import JSON

/// The members of one message to us.
struct MetaMessage {
  let json: JSON

  func reply(now: Instant) -> Result<InboundReply, CallbackBatch.Reason> {
    guard json.object != nil else { return .failure(.notAnObject) }
    guard let id = json["id"]?.string, !id.isEmpty, id.isKeepable, let from = json["from"]?.string,
      let number = WhatsAppNumber.e164(from)
    else { return .failure(.noSender) }
    let at = MetaChanges.time(json["timestamp"])
    return .success(
      InboundReply(
        id: id, from: number, channel: .whatsapp, text: text, at: at ?? now, isAnswered: false, press: press(at: at)))
  }

  private var type: String { json["type"]?.string ?? "" }

  /// What it says; of what is no text, its kind in brackets before the words that go with it.
  private var text: String {
    switch type {
    case "text": json["text"]?["body"]?.string ?? ""
    case "button": json["button"]?["text"]?.string ?? ""
    case "interactive" where choice != nil: choice?["title"]?.string ?? ""
    default:
      "[\(type.isEmpty ? "message" : type)] "
        + (json[type]?["caption"]?.string ?? json[type]?["body"]?.string ?? json[type]?["emoji"]?.string ?? "")
    }
  }

  private var choice: JSON? { json["interactive"]?["button_reply"] ?? json["interactive"]?["list_reply"] }

  private func press(at: Instant?) -> ButtonPress? {
    let button = json["button"]
    guard let payload = button?["payload"]?.string ?? button?["text"]?.string ?? choice?["id"]?.string else {
      return nil
    }
    return ButtonPress(payload: payload, answered: json["context"]?["id"]?.string, at: at)
  }
}
