import Domain
import Encoding
import FunctionContract
import JSON
import Pages
import Signing

/// Twilio's Messages API and its status callbacks (docs/providers/twilio.md).
struct FakeTwilio: FakeProvider {
  let name = "twilio"
  let channel = Channel.sms
  let path = "/2010-04-01/Accounts/{account}/Messages.json"
  let authorization = "Basic"

  func messageID(_ run: String, _ number: Int) -> String { "SM" + "\(run)\(number)".hexPadded(32) }

  func deliveryID(_ body: [UInt8]) -> String { ByteSearch.id(after: "delivery%3D", in: body) }

  func acceptance(_ message: AcceptedMessage, _ target: String) -> HTTPResponse {
    let account = target.split(separator: "/").dropFirst(2).first.map(String.init) ?? ""
    let uri = target.dropLast("/Messages.json".count) + "/Messages/\(message.id).json"
    let json =
      #"{"account_sid":"\#(account)","api_version":"2010-04-01","direction":"outbound-api","error_code":null,"#
      + #""error_message":null,"num_media":"0","num_segments":"1","price":null,"price_unit":"USD","#
      + #""sid":"\#(message.id)","status":"queued","uri":"\#(uri)"}"#
    return HTTPResponse(status: 201, headers: ["content-type": "application/json"], body: Array(json.utf8))
  }

  func refusal(_ status: Int) -> HTTPResponse {
    let (code, text) =
      [401: (20003, "authorization required"), 429: (20429, "too many requests")][status] ?? (20500, "internal error")
    let body: JSON = ["code": .integer(code), "message": .string(text), "status": .integer(status)]
    return HTTPResponse(status: status, headers: ["content-type": "application/json"], body: body.bytes)
  }

  func read(_ body: [UInt8]) -> ReadMessage {
    let form = Form(HTTPRequest(method: "POST", rawPath: "/", body: body))
    let text = form["Body"] ?? ""
    return ReadMessage(
      to: form["To"] ?? "", from: form["From"] ?? form["MessagingServiceSid"] ?? "", subject: text.beginning,
      text: text, callbackURL: form["StatusCallback"])
  }

  func callbacks(of messages: [AcceptedMessage], _ context: CallbackContext) -> [HTTPRequest] {
    let signer = TwilioSigner(authToken: context.secrets["TWILIO_AUTH_TOKEN"])
    return messages.flatMap { accepted -> [HTTPRequest] in
      let message = read(accepted.body)
      guard let url = message.callbackURL, url.hasPrefix(context.webhookURL) else { return [] }
      return reports(of: message, accepted.id, context.recipients).map { form in
        context.request(
          to: String(url.dropFirst(context.webhookURL.count)),
          headers: [
            "content-type": "application/x-www-form-urlencoded",
            "x-twilio-signature": signer.signature(url: url, parameters: form),
          ], body: FormEncoding.encode(form))
      }
    }
  }

  /// The form of each status callback of one message, in order.
  private func reports(
    of message: ReadMessage, _ id: String, _ recipients: CallbackSettings
  ) -> [[(name: String, value: String)]] {
    let bounces = Double.random(in: 0..<1) < recipients.bounced
    return ["sent", bounces ? "undelivered" : "delivered"].map { status in
      var form = [
        ("ApiVersion", "2010-04-01"), ("MessageStatus", status), ("SmsStatus", status), ("SmsSid", id),
        ("MessageSid", id), ("To", message.to), ("From", message.from),
      ]
      if status == "undelivered" { form.append(("ErrorCode", "30005")) }
      return form.map { (name: $0.0, value: $0.1) }
    }
  }

  func freshSecrets() -> [String: String] {
    ["TWILIO_ACCOUNT_SID": "AC" + RandomText.hex(16), "TWILIO_AUTH_TOKEN": RandomText.hex(16)]
  }

  func settings(_ secrets: LocalSettings, address: String) -> [String: String] {
    [
      "TWILIO_ACCOUNT_SID": secrets["TWILIO_ACCOUNT_SID"], "TWILIO_AUTH_TOKEN": secrets["TWILIO_AUTH_TOKEN"],
      "TWILIO_BASE_URL": address, "TWILIO_FROM_NUMBER": "+15005550006",
    ]
  }
}

extension String {
  /// The first words, for a list.
  fileprivate var beginning: String {
    if count <= 60 { return self }
    let start = prefix(60)
    return start[..<(start.lastIndex(of: " ") ?? start.endIndex)] + " …"
  }

  /// The text's bytes in hexadecimal, cut or filled with zeros to `width` digits.
  fileprivate func hexPadded(_ width: Int) -> String {
    let digits = Hexadecimal.lower.encode(utf8)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits.suffix(width)
  }
}
