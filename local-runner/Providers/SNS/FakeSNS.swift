import Domain
import FunctionContract
import Pages

/// Amazon SNS' Publish to telephone numbers, which is told of nothing later (docs/providers/sns.md).
struct FakeSNS: FakeProvider {
  let name = "sns"
  let channel = Channel.sms
  let path = "/"
  let authorization = "AWS4-HMAC-SHA256"

  func messageID(_ run: String, _ number: Int) -> String { "\(run)-\(number)" }

  /// The request holds nothing but a number and a text.
  func deliveryID(_ body: [UInt8]) -> String { "" }

  func acceptance(_ message: AcceptedMessage, _ target: String) -> HTTPResponse {
    let result = "<PublishResult><MessageId>\(message.id)</MessageId></PublishResult>"
    return FakeSNS.answer(200, "<PublishResponse>\(result)</PublishResponse>")
  }

  func refusal(_ status: Int) -> HTTPResponse {
    let code = [401: "InvalidClientTokenId", 429: "Throttling"][status] ?? "InternalError"
    let error = "<Error><Code>\(code)</Code><Message>refused</Message></Error>"
    return FakeSNS.answer(status == 401 ? 403 : status, "<ErrorResponse>\(error)</ErrorResponse>")
  }

  func read(_ body: [UInt8]) -> ReadMessage {
    let form = Form(HTTPRequest(method: "POST", rawPath: "/", body: body))
    let text = form["Message"] ?? ""
    return ReadMessage(to: form["PhoneNumber"] ?? "", subject: String(text.prefix(60)), text: text)
  }

  func callbacks(of messages: [AcceptedMessage], _ context: CallbackContext) -> [HTTPRequest] { [] }

  func freshSecrets() -> [String: String] { [:] }

  func settings(_ secrets: LocalSettings, address: String) -> [String: String] {
    FakeSES().settings(secrets, address: address).filter { $0.key.hasPrefix("AWS_") }
  }

  private static func answer(_ status: Int, _ xml: String) -> HTTPResponse {
    HTTPResponse(status: status, headers: ["content-type": "text/xml"], body: Array(xml.utf8))
  }
}
