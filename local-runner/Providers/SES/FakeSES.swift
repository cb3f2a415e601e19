import Domain
import Encoding
import FunctionContract
import JSON

/// Amazon SES' API v2, and its events as Amazon SNS posts them (docs/providers/ses.md).
struct FakeSES: FakeProvider {
  let name = "ses"
  let channel = Channel.email
  let path = "/v2/email/outbound-emails"
  let authorization = "AWS4-HMAC-SHA256"

  func messageID(_ run: String, _ number: Int) -> String { "\(run)-\(number)-000000" }

  func deliveryID(_ body: [UInt8]) -> String { ByteSearch.id(after: #""Name":"delivery_id","Value":""#, in: body) }

  func acceptance(_ message: AcceptedMessage, _ target: String) -> HTTPResponse {
    let body: JSON = ["MessageId": .string(message.id)]
    return HTTPResponse(status: 200, headers: ["content-type": "application/json"], body: body.bytes)
  }

  func refusal(_ status: Int) -> HTTPResponse {
    let (name, text) =
      [
        401: ("UnrecognizedClientException", "The security token included in the request is invalid."),
        429: ("TooManyRequestsException", "Too many requests"),
      ][status] ?? ("InternalServiceErrorException", "internal error")
    let body: JSON = ["message": .string(text)]
    return HTTPResponse(
      status: status == 401 ? 403 : status,
      headers: ["content-type": "application/json", "x-amzn-errortype": name], body: body.bytes)
  }

  func read(_ body: [UInt8]) -> ReadMessage {
    let request = (try? JSON.parse(body)) ?? [:]
    let raw = request["Content"]?["Raw"]?["Data"]?.string.flatMap { Base64.standard.decode($0) } ?? []
    let mail = MIMEReader(raw)
    let tags = (request["EmailTags"]?.array ?? []).compactMap { tag in
      tag["Name"]?.string.flatMap { name in tag["Value"]?.string.map { (name, $0) } }
    }
    return ReadMessage(
      to: request["Destination"]?["ToAddresses"]?.array?.first?.string ?? "", from: mail.headers["From"] ?? "",
      subject: mail.headers["Subject"] ?? "", text: mail.part("text/plain") ?? "", html: mail.part("text/html"),
      headers: mail.headers, correlation: Dictionary(tags) { $1 })
  }

  func callbacks(of messages: [AcceptedMessage], _ context: CallbackContext) -> [HTTPRequest] {
    messages.flatMap { message in
      SESReport(message, context.recipients, at: context.now).events.map { event in
        notification(event, context)
      }
    }
  }

  func document(_ target: String) -> HTTPResponse? {
    if let identity = SNSIdentity.shared, target == identity.path {
      return HTTPResponse(
        status: 200, headers: ["content-type": "application/x-x509-ca-cert"], body: Array(identity.certificate.utf8))
    }
    guard target.hasPrefix("/?Action=ConfirmSubscription") else { return nil }
    let xml = "<ConfirmSubscriptionResponse><ConfirmSubscriptionResult/></ConfirmSubscriptionResponse>"
    return HTTPResponse(status: 200, headers: ["content-type": "text/xml"], body: Array(xml.utf8))
  }

  private func notification(_ event: JSON, _ context: CallbackContext) -> HTTPRequest {
    let members = [
      "Type": "Notification", "MessageId": RandomText.hex(16), "Subject": "Amazon SES Email Event Notification",
      "Message": event.text, "Timestamp": context.now.rfc3339,
      "UnsubscribeURL": "https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe",
    ]
    return context.request(
      to: "/\(name)",
      headers: ["content-type": "text/plain; charset=UTF-8", "x-amz-sns-message-type": "Notification"],
      body: SNSIdentity.shared?.signed(members) ?? [])
  }

  func freshSecrets() -> [String: String] { ["AWS_SECRET_ACCESS_KEY": RandomText.hex(20)] }

  func settings(_ secrets: LocalSettings, address: String) -> [String: String] {
    [
      "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": secrets["AWS_SECRET_ACCESS_KEY"],
      "AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL": address, "SES_CONFIGURATION_SET": "rekindle",
      "SES_TOPIC_ARN": SNSIdentity.topic,
    ]
  }
}
