import Domain
import FunctionContract
import JSON
import Pages

/// WhatsApp at Twilio: the same resource as text messages, with addresses of its own kind (docs/providers/whatsapp.md).
struct FakeTwilioWhatsApp: FakeProvider {
  private let twilio = FakeTwilio()

  let name = "twilio-whatsapp"
  let channel = Channel.whatsapp
  var path: String { twilio.path }
  var authorization: String { twilio.authorization }

  func takes(_ target: String, _ body: [UInt8]) -> Bool {
    takes(target) && body.starts(with: "To=whatsapp%3A".utf8)
  }

  func messageID(_ run: String, _ number: Int) -> String { twilio.messageID(run, number) }

  func deliveryID(_ body: [UInt8]) -> String { twilio.deliveryID(body) }

  func acceptance(_ message: AcceptedMessage, _ target: String) -> HTTPResponse { twilio.acceptance(message, target) }

  func refusal(_ status: Int) -> HTTPResponse { twilio.refusal(status) }

  func read(_ body: [UInt8]) -> ReadMessage {
    let form = Form(HTTPRequest(method: "POST", rawPath: "/", body: body))
    var message = twilio.read(body)
    message.to = String(message.to.drop { $0 != "+" })
    guard let id = form["ContentSid"] else { return message }
    let variables = form["ContentVariables"].flatMap { try? JSON.parse($0) }?.object ?? [:]
    let values = (1...max(variables.count, 1)).compactMap { variables[String($0)]?.string }
    message.subject = id
    message.text = values.joined(separator: "\n")
    message.template = TemplateValues(values: values, isWhole: true)
    return message
  }

  func rejection(of message: ReadMessage) -> HTTPResponse? {
    let errors = [
      MagicNumber.unknown: (63024, "Invalid message recipient"), .stopped: (63033, "Recipient has blocked the sender"),
      .paused: (63041, "The template has been paused"),
    ]
    return MagicNumber(message.to).flatMap { errors[$0] }.map { code, text in
      let body: JSON = [
        "code": .integer(code), "message": .string(text), "status": 400,
        "more_info": .string("https://www.twilio.com/docs/errors/\(code)"),
      ]
      return HTTPResponse(status: 400, headers: ["content-type": "application/json"], body: body.bytes)
    }
  }

  func callbacks(of messages: [AcceptedMessage], _ context: CallbackContext) -> [HTTPRequest] {
    twilio.callbacks(of: messages, context)
  }

  func freshSecrets() throws(RunnerError) -> [String: String] { [:] }

  func settings(_ secrets: LocalSettings, address: String) -> [String: String] {
    twilio.settings(secrets, address: address).merging(["TWILIO_WHATSAPP_FROM": "+14155238886"]) { $1 }
  }
}
