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
    let to = String(message.read().to.drop { $0 == "+" })
    let body: JSON = [
      "messaging_product": "whatsapp", "contacts": [["input": .string(to), "wa_id": .string(to)]],
      "messages": [["id": .string(message.id), "message_status": "accepted"]],
    ]
    return HTTPResponse(status: 200, headers: ["content-type": "application/json"], body: body.bytes)
  }

  func refusal(_ status: Int) -> HTTPResponse {
    let (code, text) =
      [401: (190, "the token is not valid"), 429: (130429, "too many")][status] ?? (131000, "internal")
    let body: JSON = ["error": ["code": .integer(code), "message": .string(text), "type": "OAuthException"]]
    return HTTPResponse(status: status, headers: ["content-type": "application/json"], body: body.bytes)
  }

  func read(_ body: [UInt8]) -> ReadMessage {
    let message = (try? JSON.parse(body)) ?? [:]
    let template = message["template"]
    let filling = template.map(FakeMeta.filling)
    let name = template?["name"]?.string
    let text =
      message["text"]?["body"]?.string ?? ([name].compactMap { $0 } + (filling?.values ?? [])).joined(separator: "\n")
    return ReadMessage(
      to: message["to"]?.string.map { "+" + $0 } ?? "", from: FakeMeta.number, subject: name ?? String(text.prefix(60)),
      text: text, template: filling)
  }

  private static func filling(_ template: JSON) -> TemplateValues {
    var filling = TemplateValues()
    for component in template["components"]?.array ?? [] {
      let parameters = component["parameters"]?.array ?? []
      switch (component["type"]?.string, component["sub_type"]?.string) {
      case ("body", _): filling.values = parameters.compactMap { $0["text"]?.string }
      case ("header", _):
        filling.header = parameters.first.flatMap { first in
          first["text"]?.string ?? first["type"]?.string.flatMap { first[$0]?["link"]?.string }
        }
      case ("button", "url"): filling.buttonSuffix = parameters.first?["text"]?.string
      default: continue
      }
    }
    return filling
  }

  func rejection(of message: ReadMessage) -> HTTPResponse? {
    let errors = [
      MagicNumber.unknown: (131026, "Message undeliverable"), .stopped: (131050, "User has stopped marketing messages"),
      .paused: (132015, "Template is paused"),
    ]
    return MagicNumber(message.to).flatMap { errors[$0] }.map { code, text in
      let error: JSON = [
        "message": .string("(#\(code)) \(text)"), "type": "OAuthException", "code": .integer(code),
        "error_data": ["messaging_product": "whatsapp", "details": .string(text)], "fbtrace_id": "local",
      ]
      return HTTPResponse(
        status: 400, headers: ["content-type": "application/json"], body: JSON.object(["error": error]).bytes)
    }
  }

  func callbacks(of messages: [AcceptedMessage], _ context: CallbackContext) -> [HTTPRequest] {
    [notification(["statuses": .array(messages.flatMap { statuses(of: $0, context) })], context)]
  }

  /// What it tells us where somebody writes from `number`.
  func reply(_ text: String, from number: String, _ context: CallbackContext) -> HTTPRequest {
    let message: JSON = [
      "id": .string("wamid-in-\(number.dropFirst())-\(context.now.seconds)"),
      "from": .string(String(number.dropFirst())),
      "timestamp": .string("\(context.now.seconds)"), "type": "text", "text": ["body": .string(text)],
    ]
    return notification(["messages": [message]], context)
  }

  private func notification(_ news: [String: JSON], _ context: CallbackContext) -> HTTPRequest {
    let about: [String: JSON] = [
      "messaging_product": "whatsapp",
      "metadata": ["display_phone_number": "15550783881", "phone_number_id": .string(FakeMeta.number)],
    ]
    let body: JSON = [
      "object": "whatsapp_business_account",
      "entry": [
        [
          "id": "102290129340398",
          "changes": [["field": "messages", "value": .object(about.merging(news) { $1 })]],
        ]
      ],
    ]
    let signer = BodySigner(secret: context.secrets["META_APP_SECRET"])
    let headers = ["content-type": "application/json", "x-hub-signature-256": signer.signature(of: body.bytes)]
    return context.request(to: "/\(name)", headers: headers, body: body.bytes)
  }

  private func statuses(of accepted: AcceptedMessage, _ context: CallbackContext) -> [JSON] {
    let data = (try? JSON.parse(accepted.body))?["biz_opaque_callback_data"] ?? .null
    let chances = context.recipients
    let bounces = Double.random(in: 0..<1) < chances.bounced
    let isRead = !bounces && Double.random(in: 0..<1) < chances.opened
    return (["sent", bounces ? "failed" : "delivered"] + (isRead ? ["read"] : [])).map { status in
      var members: [String: JSON] = [
        "id": .string(accepted.id), "status": .string(status), "timestamp": .string("\(context.now.seconds)"),
        "recipient_id": .string(String(accepted.read().to.drop { $0 == "+" })), "biz_opaque_callback_data": data,
      ]
      if status == "failed" { members["errors"] = [["code": 131026, "title": "Message undeliverable"]] }
      return .object(members)
    }
  }

  func freshSecrets() -> [String: String] {
    [
      "META_ACCESS_TOKEN": RandomText.hex(32), "META_APP_SECRET": RandomText.hex(16),
      "META_VERIFY_TOKEN": RandomText.hex(16),
    ]
  }

  func settings(_ secrets: LocalSettings, address: String) -> [String: String] {
    [
      "META_ACCESS_TOKEN": secrets["META_ACCESS_TOKEN"], "META_APP_SECRET": secrets["META_APP_SECRET"],
      "META_BASE_URL": address, "META_PHONE_NUMBER_ID": FakeMeta.number,
      "META_VERIFY_TOKEN": secrets["META_VERIFY_TOKEN"],
    ]
  }
}
