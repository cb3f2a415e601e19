import Channels
import Domain
import Foundation
import JSON
import Testing

@Suite struct WhatsAppRequestTests {
  private func body(_ request: ProviderRequest) throws -> (call: HTTPCall, json: JSON?, form: [String: String]) {
    guard case .http(let call) = request else { throw Samples.BadSample() }
    var form: [(String, String)] = []
    if call.headers.contains(.init("Content-Type", "application/x-www-form-urlencoded")) {
      var components = URLComponents()
      components.percentEncodedQuery = String(decoding: call.body, as: UTF8.self)
      form = (components.queryItems ?? []).map { ($0.name, $0.value ?? "") }
    }
    return (call, try? JSON.parse(call.body), Dictionary(form, uniquingKeysWith: { $1 }))
  }

  @Test func aTemplateToMetaNamesItAndFillsItsPartsInOrder() throws {
    let (call, json, _) = try body(Samples.meta().request(for: try Samples.whatsApp()))
    #expect(call.url.text == "https://graph.facebook.com/v23.0/106540352242922/messages")
    #expect(call.headers.contains(.init("Authorization", "Bearer token")))
    #expect(
      json == [
        "messaging_product": "whatsapp", "recipient_type": "individual", "to": "14155550123", "type": "template",
        "biz_opaque_callback_data": "42:staging-1",
        "template": [
          "name": "points", "language": ["policy": "deterministic", "code": "en"],
          "components": [
            ["type": "header", "parameters": [["type": "image", "image": ["link": "https://cdn.example/c/1.png"]]]],
            [
              "type": "body",
              "parameters": [["type": "text", "text": "Maya"], ["type": "text", "text": "Care & cure"]],
            ],
            ["type": "button", "sub_type": "url", "index": "0", "parameters": [["type": "text", "text": "code1"]]],
            [
              "type": "button", "sub_type": "quick_reply", "index": "1",
              "parameters": [["type": "payload", "payload": "not_now"]],
            ],
          ],
        ],
      ])
  }

  @Test func aTextToMetaIsAText() throws {
    let (_, json, _) = try body(Samples.meta().request(for: try Samples.whatsApp(.text("Hello *Maya*"))))
    #expect(json?["type"] == "text")
    #expect(json?["text"] == ["body": "Hello *Maya*", "preview_url": false])
  }

  @Test func aTemplateInWhichNothingVariesHasNoParts() throws {
    let template = WhatsAppMessage.Template(name: "plain", language: "hi")
    let (_, json, _) = try body(Samples.meta().request(for: try Samples.whatsApp(.template(template))))
    #expect(json?["template"]?["components"] == [])
    let (_, _, form) = try body(Samples.twilioWhatsApp().request(for: try Samples.whatsApp(.template(template))))
    #expect(form["ContentVariables"] == nil)
  }

  @Test func aTemplateToTwilioIsItsIdAndOneRowOfNumbers() throws {
    let (call, _, form) = try body(Samples.twilioWhatsApp().request(for: try Samples.whatsApp()))
    #expect(call.url.text.hasSuffix("/Messages.json"))
    #expect(
      form == [
        "To": "whatsapp:+14155550123", "From": "whatsapp:+14155238886",
        "ContentSid": "HX" + String(repeating: "c", count: 32),
        "ContentVariables": #"{"1":"Maya","2":"Care & cure","3":"1.png","4":"code1"}"#, "ValidityPeriod": "7200",
        "StatusCallback": "https://hooks.example.com/webhooks/twilio?delivery=42&environment=staging-1",
      ])
  }

  @Test func aTextToTwilioIsABodyFromTheServiceWhereOneIsSet() throws {
    let service = "MG" + String(repeating: "b", count: 32)
    let (_, _, form) = try body(
      Samples.twilioWhatsApp(sender: service).request(for: try Samples.whatsApp(.text("Hello"))))
    #expect(form["Body"] == "Hello" && form["MessagingServiceSid"] == service && form["From"] == nil)
    #expect(form["ContentSid"] == nil)
  }

  @Test func aTemplateToInteraktHasItsValuesByPart() throws {
    let (call, json, _) = try body(Samples.interakt().request(for: try Samples.whatsApp()))
    #expect(call.url.text == "https://api.interakt.ai/v1/public/message/")
    #expect(call.headers.contains(.init("Authorization", "Basic a2V5Og==")))
    #expect(
      json == [
        "fullPhoneNumber": "14155550123", "callbackData": "42:staging-1", "type": "Template",
        "template": [
          "name": "points", "languageCode": "en", "headerValues": ["https://cdn.example/c/1.png"],
          "bodyValues": ["Maya", "Care & cure"], "buttonValues": ["0": ["code1"]], "buttonPayload": ["1": ["not_now"]],
        ],
      ])
  }

  @Test func aDocumentOverInteraktHasTheNameOfItsFile() throws {
    let template = WhatsAppMessage.Template(
      name: "paper", language: "en",
      header: .media(.document, url: "https://cdn.example/a/certificate.pdf?x=1", suffix: "x"))
    let (_, json, _) = try body(Samples.interakt().request(for: try Samples.whatsApp(.template(template))))
    #expect(json?["template"]?["fileName"] == "certificate.pdf")
  }

  @Test(arguments: [
    ("META_ACCESS_TOKEN", "a token"), ("META_ACCESS_TOKEN", ""), ("META_PHONE_NUMBER_ID", "+1415"),
    ("META_API_VERSION", "23"), ("META_API_VERSION", "v23/../x"), ("META_BASE_URL", "http://graph.example"),
  ])
  func aSettingOfMetasThatCannotBeUsedIsNamed(setting: String, value: String) {
    let error = #expect(throws: ProviderSettingError.self) { try Samples.meta([setting: value]) }
    #expect(error?.setting == setting)
  }

  @Test(arguments: ["ACME", "whatsapp:+14155238886", "12345"])
  func onlyANumberOrAServiceSendsWhatsAppOverTwilio(sender: String) {
    let error = #expect(throws: ProviderSettingError.self) { try Samples.twilioWhatsApp(sender: sender) }
    #expect(error?.setting == "TWILIO_WHATSAPP_FROM")
  }
}
