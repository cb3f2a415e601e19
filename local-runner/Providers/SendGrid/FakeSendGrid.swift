import Cryptography
import Domain
import FunctionContract
import JSON
import Signing

/// SendGrid's Mail Send API and its signed Event Webhook (docs/providers/sendgrid.md).
struct FakeSendGrid: FakeProvider {
  let name = "sendgrid"
  let channel = Channel.email
  let path = "/v3/mail/send"
  let authorization = "Bearer"

  func messageID(_ run: String, _ number: Int) -> String { "\(run)-\(number)" }

  func deliveryID(_ body: [UInt8]) -> String {
    let id = ByteSearch.id(after: #""delivery_id":""#, in: body)
    return id.isEmpty ? ByteSearch.id(after: #""delivery_id": ""#, in: body) : id
  }

  func acceptance(_ message: AcceptedMessage, _ target: String) -> HTTPResponse {
    HTTPResponse(status: 202, headers: ["x-message-id": message.id])
  }

  func refusal(_ status: Int) -> HTTPResponse {
    let text = [401: "authorization required", 429: "too many requests"][status] ?? "internal error"
    let body: JSON = ["errors": [["field": nil, "message": .string(text)]]]
    return HTTPResponse(status: status, headers: ["content-type": "application/json"], body: body.bytes)
  }

  func read(_ body: [UInt8]) -> ReadMessage {
    let mail = (try? JSON.parse(body)) ?? [:]
    let person = mail["personalizations"]?.array?.first
    let recipient = person?["to"]?.array?.first
    let parts = mail["content"]?.array ?? []
    func part(_ type: String) -> String? { parts.first { $0["type"]?.string == type }?["value"]?.string }
    func strings(_ name: String) -> [String: String] {
      func own(_ json: JSON?) -> [String: String] { json?[name]?.object?.compactMapValues(\.string) ?? [:] }
      return own(mail).merging(own(person)) { $1 }
    }
    return ReadMessage(
      to: recipient?["email"]?.string ?? "", toName: recipient?["name"]?.string ?? "",
      from: [mail["from"]?["name"]?.string, mail["from"]?["email"]?.string.map { "<\($0)>" }].compactMap { $0 }
        .joined(separator: " "),
      subject: person?["subject"]?.string ?? mail["subject"]?.string ?? "", text: part("text/plain") ?? "",
      html: part("text/html"), headers: strings("headers"), correlation: strings("custom_args"))
  }

  func callbacks(of messages: [AcceptedMessage], _ context: CallbackContext) -> [HTTPRequest] {
    let events = messages.flatMap { SendGridReport($0, context.recipients, at: context.now).events }
    let body = JSON.array(events).bytes + [0x0D, 0x0A]
    let timestamp = String(context.now.seconds)
    let signer = SendGridEventSigner(privateKeyBase64: context.secrets["SENDGRID_WEBHOOK_PRIVATE_KEY"])
    let headers = [
      "content-type": "application/json", "x-twilio-email-event-webhook-timestamp": timestamp,
      "x-twilio-email-event-webhook-signature": signer?.signature(body: body, timestamp: timestamp) ?? "",
    ]
    return [context.request(to: "/\(name)", headers: headers, body: body)]
  }

  func freshSecrets() throws(RunnerError) -> [String: String] {
    guard let key = ECDSAPrivateKey() else { throw RunnerError(.software, "no random numbers are to be had") }
    return ["SENDGRID_API_KEY": "SG." + RandomText.hex(16), "SENDGRID_WEBHOOK_PRIVATE_KEY": key.base64]
  }

  func settings(_ secrets: LocalSettings, address: String) -> [String: String] {
    let signer = SendGridEventSigner(privateKeyBase64: secrets["SENDGRID_WEBHOOK_PRIVATE_KEY"])
    return [
      "SENDGRID_API_KEY": secrets["SENDGRID_API_KEY"], "SENDGRID_BASE_URL": address,
      "SENDGRID_WEBHOOK_PUBLIC_KEY": signer?.publicKeyBase64 ?? "",
    ]
  }
}
