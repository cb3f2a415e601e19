import Domain
import FunctionContract
import JSON
import Pages

/// An accepted message, read: what its recipient would see, and what its provider knows.
struct ReadMessage: Sendable {
  var to: String
  var toName: String
  var from: String
  /// The subject of an email, the first words of a text message.
  var subject: String
  var text: String
  /// The HTML part; nil for a text message.
  var html: String?
  /// Headers that the sender set.
  var headers: [String: String]
  /// What the sender asked the provider to repeat in callbacks.
  var correlation: [String: String]
  /// Where a text message's callbacks go.
  var callbackURL: String?

  init(_ message: AcceptedMessage) {
    self = message.channel == .email ? ReadMessage(mail: message.body) : ReadMessage(form: message.body)
  }

  private init(mail body: [UInt8]) {
    let mail = (try? JSON.parse(body)) ?? [:]
    let person = mail["personalizations"]?.array?.first
    let recipient = person?["to"]?.array?.first
    let parts = mail["content"]?.array ?? []
    func part(_ type: String) -> String? { parts.first { $0["type"]?.string == type }?["value"]?.string }
    func strings(_ json: JSON?) -> [String: String] { json?.object?.compactMapValues(\.string) ?? [:] }
    to = recipient?["email"]?.string ?? ""
    toName = recipient?["name"]?.string ?? ""
    from = [mail["from"]?["name"]?.string, mail["from"]?["email"]?.string.map { "<\($0)>" }].compactMap { $0 }
      .joined(separator: " ")
    subject = person?["subject"]?.string ?? mail["subject"]?.string ?? ""
    text = part("text/plain") ?? ""
    html = part("text/html")
    headers = strings(mail["headers"]).merging(strings(person?["headers"])) { $1 }
    correlation = strings(mail["custom_args"]).merging(strings(person?["custom_args"])) { $1 }
  }

  private init(form body: [UInt8]) {
    let form = Form(HTTPRequest(method: "POST", rawPath: "/", body: body))
    to = form["To"] ?? ""
    toName = ""
    from = form["From"] ?? form["MessagingServiceSid"] ?? ""
    text = form["Body"] ?? ""
    subject = String(text.prefix(60))
    headers = [:]
    correlation = [:]
    callbackURL = form["StatusCallback"]
  }
}
