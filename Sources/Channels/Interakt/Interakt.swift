public import Domain
import JSON

/// WhatsApp messages over Interakt, `POST /v1/public/message/` (docs/providers/whatsapp.md).
public struct Interakt: Provider {
  public static let name = "interakt"

  private let url: ProviderURL
  private let headers: [HTTPCall.Header]

  /// Settings: `INTERAKT_API_KEY` as Interakt shows it, which is base64 already, and `INTERAKT_BASE_URL`.
  public init(_ settings: Settings) throws(ProviderSettingError) {
    let key = try settings.require("INTERAKT_API_KEY")
    try ProviderSettingError.requireToken(key, setting: "INTERAKT_API_KEY")
    url = try ProviderURL(settings["INTERAKT_BASE_URL"] ?? "https://api.interakt.ai", setting: "INTERAKT_BASE_URL")
      .appending("/v1/public/message/")
    headers = [.init("Authorization", "Basic \(key)"), .init("Content-Type", "application/json")]
  }

  public func exchange(for message: WhatsAppMessage, now: Instant) -> Exchange {
    Exchange(request(for: message), outcome: outcome)
  }

  /// The request that sends `message`; its webhooks give back the delivery id and the environment.
  public func request(for message: WhatsAppMessage) -> ProviderRequest {
    var members: [String: JSON] = [
      "fullPhoneNumber": .string(String(message.to.text.dropFirst())),
      "callbackData": .string(message.correlation.text),
    ]
    switch message.content {
    case .text(let text):
      members["type"] = "Text"
      members["data"] = ["message": .string(text)]
    case .template(let template):
      members["type"] = "Template"
      members["template"] = Interakt.json(of: template)
    }
    return .http(HTTPCall(url: url, headers: headers, body: JSON.object(members).bytes))
  }

  private static func json(of template: WhatsAppMessage.Template) -> JSON {
    var members: [String: JSON] = ["name": .string(template.name), "languageCode": .string(template.language)]
    if !template.values.isEmpty { members["bodyValues"] = .array(template.values.map(JSON.string)) }
    switch template.header {
    case .text(let value): members["headerValues"] = [.string(value)]
    case .media(let media, let url, _):
      members["headerValues"] = [.string(url)]
      if media == .document { members["fileName"] = .string(fileName(url)) }
    case nil: break
    }
    let first = template.buttonSuffix == nil ? 0 : 1
    if let suffix = template.buttonSuffix { members["buttonValues"] = ["0": [.string(suffix)]] }
    if !template.replies.isEmpty {
      let payloads = template.replies.enumerated().map {
        (String($0.offset + first), JSON.array([.string($0.element)]))
      }
      members["buttonPayload"] = .object(Dictionary(uniqueKeysWithValues: payloads))
    }
    return .object(members)
  }

  /// What the reader sees of a document: the end of its address.
  private static func fileName(_ url: String) -> String {
    let path = url.prefix { $0 != "?" && $0 != "#" }
    return path.split(separator: "/").last.map(String.init) ?? "document"
  }

  /// What became of it; total over everything that can be seen on the wire.
  public func outcome(of observation: Observation, now: Instant) -> SendOutcome {
    if case .answered(let answer) = observation, (200..<300).contains(answer.status),
      let body = Interakt.body(answer), body["result"]?.bool == false
    {
      return Interakt.refusal(body, status: answer.status)
    }
    return HTTPClassification.outcome(
      of: observation, now: now, accepted: { Interakt.body($0)?["id"]?.string }, failure: Interakt.failure)
  }

  private static func body(_ answer: Observation.Answer) -> JSON? {
    try? JSON.parse(answer.body, limits: JSONLimits(bytes: 1 << 16, depth: 16))
  }

  private static func failure(_ answer: Observation.Answer) -> SendOutcome? {
    guard [400, 401, 403, 404, 422].contains(answer.status), let body = body(answer) else { return nil }
    return refusal(body, status: answer.status)
  }

  /// Interakt has words and no codes: what is known of them decides, else the status.
  private static func refusal(_ body: JSON, status: Int) -> SendOutcome {
    let text = body["message"]?.string ?? ""
    let kind = InteraktErrorKind(text, status: status)
    return .failed(code: "interakt_\(kind.rawValue)", effect: kind.effect, detail: Redaction.redact(text))
  }
}
