import Domain
import FunctionContract
import JSON
import Signing

/// Meta's WhatsApp Cloud API and its webhook (docs/providers/meta.md).
struct FakeMeta: FakeProvider {
  private static let number = "106540352242922"

  let name = "meta"
  let channel = Channel.whatsapp
  let path = "/{version}/{number}/messages"
  let authorization = "Bearer"

  func messageID(_ run: String, _ number: Int) -> String { "wamid-\(run)-\(number)" }

  func deliveryID(_ body: [UInt8]) -> String { ByteSearch.id(after: #""biz_opaque_callback_data":""#, in: body) }

  func acceptance(_ message: AcceptedMessage, _ target: String) -> HTTPResponse {
    let to = message.read().to
    let body: JSON = [
      "messaging_product": "whatsapp", "contacts": [["input": .string(to), "wa_id": .string(to)]],
      "messages": [["id": .string(message.id), "message_status": "accepted"]],
    ]
    return HTTPResponse(status: 200, headers: ["content-type": "application/json"], body: body.bytes)
  }

  func refusal(_ status: Int) -> HTTPResponse {
    let (code, text) = [401: (190, "the token is not valid"), 429: (130429, "too many")][status] ?? (131000, "internal")
    let body: JSON = ["error": ["code": .integer(code), "message": .string(text), "type": "OAuthException"]]
    return HTTPResponse(status: status, headers: ["content-type": "application/json"], body: body.bytes)
  }

  func read(_ body: [UInt8]) -> ReadMessage {
    let message = (try? JSON.parse(body)) ?? [:]
    let template = message["template"]
    let values = (template?["components"]?.array ?? []).flatMap { $0["parameters"]?.array ?? [] }.compactMap {
      $0["text"]?.string ?? $0["payload"]?.string
    }
    let name = template?["name"]?.string
    let text = message["text"]?["body"]?.string ?? ([name].compactMap { $0 } + values).joined(separator: "\n")
    return ReadMessage(
      to: message["to"]?.string ?? "", from: FakeMeta.number, subject: name ?? String(text.prefix(60)), text: text)
  }

  func callbacks(of messages: [AcceptedMessage], _ context: CallbackContext) -> [HTTPRequest] {
    let value: JSON = [
      "messaging_product": "whatsapp",
      "metadata": ["display_phone_number": "15550783881", "phone_number_id": .string(FakeMeta.number)],
      "statuses": .array(messages.flatMap { statuses(of: $0, context) }),
    ]
    let body: JSON = [
      "object": "whatsapp_business_account",
      "entry": [["id": "102290129340398", "changes": [["field": "messages", "value": value]]]],
    ]
    let signer = BodySigner(secret: context.secrets["META_APP_SECRET"])
    let headers = ["content-type": "application/json", "x-hub-signature-256": signer.signature(of: body.bytes)]
    return [context.request(to: "/\(name)", headers: headers, body: body.bytes)]
  }

  private func statuses(of accepted: AcceptedMessage, _ context: CallbackContext) -> [JSON] {
    let data = (try? JSON.parse(accepted.body))?["biz_opaque_callback_data"] ?? .null
    let chances = context.recipients
    let bounces = Double.random(in: 0..<1) < chances.bounced
    let isRead = !bounces && Double.random(in: 0..<1) < chances.opened
    return (["sent", bounces ? "failed" : "delivered"] + (isRead ? ["read"] : [])).map { status in
      var members: [String: JSON] = [
        "id": .string(accepted.id), "status": .string(status), "timestamp": .string("\(context.now.seconds)"),
        "recipient_id": .string(accepted.read().to), "biz_opaque_callback_data": data,
      ]
      if status == "failed" { members["errors"] = [["code": 131026, "title": "Message undeliverable"]] }
      return .object(members)
    }
  }

  func freshSecrets() -> [String: String] {
    ["META_ACCESS_TOKEN": RandomText.hex(32), "META_APP_SECRET": RandomText.hex(16), "META_VERIFY_TOKEN": RandomText.hex(16)]
  }

  func settings(_ secrets: LocalSettings, address: String) -> [String: String] {
    [
      "META_ACCESS_TOKEN": secrets["META_ACCESS_TOKEN"], "META_APP_SECRET": secrets["META_APP_SECRET"],
      "META_BASE_URL": address, "META_PHONE_NUMBER_ID": FakeMeta.number,
      "META_VERIFY_TOKEN": secrets["META_VERIFY_TOKEN"],
    ]
  }
}
