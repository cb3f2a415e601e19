import Domain
import FunctionContract
import JSON
import Signing

/// Interakt's message API and its webhook (docs/providers/interakt.md).
struct FakeInterakt: FakeProvider {
  let name = "interakt"
  let channel = Channel.whatsapp
  let path = "/v1/public/message/"
  let authorization = "Basic"

  func messageID(_ run: String, _ number: Int) -> String { "interakt-\(run)-\(number)" }

  func deliveryID(_ body: [UInt8]) -> String { ByteSearch.id(after: #""callbackData":""#, in: body) }

  func acceptance(_ message: AcceptedMessage, _ target: String) -> HTTPResponse {
    let body: JSON = ["result": true, "message": "Message queued for sending", "id": .string(message.id)]
    return HTTPResponse(status: 201, headers: ["content-type": "application/json"], body: body.bytes)
  }

  func refusal(_ status: Int) -> HTTPResponse {
    let body: JSON = ["result": false, "message": .string(status == 429 ? "too many requests" : "refused")]
    return HTTPResponse(status: status, headers: ["content-type": "application/json"], body: body.bytes)
  }

  func read(_ body: [UInt8]) -> ReadMessage {
    let message = (try? JSON.parse(body)) ?? [:]
    let template = message["template"]
    let values = (template?["bodyValues"]?.array ?? []).compactMap(\.string)
    let name = template?["name"]?.string
    let text = message["data"]?["message"]?.string ?? ([name].compactMap { $0 } + values).joined(separator: "\n")
    let number =
      message["fullPhoneNumber"]?.string.map { "+" + $0 }
      ?? [message["countryCode"], message["phoneNumber"]].compactMap { $0?.string }.joined()
    let filling = template.map {
      TemplateValues(
        values: values, header: $0["headerValues"]?.array?.first?.string,
        buttonSuffix: $0["buttonValues"]?["0"]?.array?.first?.string)
    }
    return ReadMessage(to: number, subject: name ?? String(text.prefix(60)), text: text, template: filling)
  }

  func rejection(of message: ReadMessage) -> HTTPResponse? {
    let texts = [
      MagicNumber.unknown: "Invalid phone number", .stopped: "The customer has opted out",
      .paused: "Template not approved",
    ]
    return MagicNumber(message.to).flatMap { texts[$0] }.map { text in
      let body: JSON = ["result": false, "message": .string("Please correct the following error - \(text)")]
      return HTTPResponse(status: 400, headers: ["content-type": "application/json"], body: body.bytes)
    }
  }

  func callbacks(of messages: [AcceptedMessage], _ context: CallbackContext) -> [HTTPRequest] {
    let signer = BodySigner(secret: context.secrets["INTERAKT_WEBHOOK_SECRET"])
    return messages.flatMap { events(of: $0, context) }.map { event in
      let headers = ["content-type": "application/json", "interakt-signature": signer.signature(of: event.bytes)]
      return context.request(to: "/\(name)", headers: headers, body: event.bytes)
    }
  }

  private func events(of accepted: AcceptedMessage, _ context: CallbackContext) -> [JSON] {
    let data = (try? JSON.parse(accepted.body))?["callbackData"] ?? .null
    let time = JSON.string(String(context.now.rfc3339.dropLast()))
    let chances = context.recipients
    let bounces = Double.random(in: 0..<1) < chances.bounced
    let isRead = !bounces && Double.random(in: 0..<1) < chances.opened
    return (["sent", bounces ? "failed" : "delivered"] + (isRead ? ["read"] : [])).map { status in
      let message: JSON = [
        "id": .string(accepted.id), "channel_error_code": status == "failed" ? "1013" : nil,
        "received_at_utc": time, "delivered_at_utc": time, "seen_at_utc": time,
        "meta_data": ["source": "PublicAPI", "source_data": ["callback_data": data]],
      ]
      let number = JSON.string(String(accepted.read().to.drop { $0 == "+" }))
      return [
        "version": "1.0", "timestamp": time, "type": .string("message_api_" + status),
        "data": ["customer": ["channel_phone_number": number], "message": message],
      ]
    }
  }

  func freshSecrets() -> [String: String] {
    ["INTERAKT_API_KEY": RandomText.hex(16), "INTERAKT_WEBHOOK_SECRET": RandomText.hex(16)]
  }

  func settings(_ secrets: LocalSettings, address: String) -> [String: String] {
    [
      "INTERAKT_API_KEY": secrets["INTERAKT_API_KEY"], "INTERAKT_BASE_URL": address,
      "INTERAKT_WEBHOOK_SECRET": secrets["INTERAKT_WEBHOOK_SECRET"],
    ]
  }
}
