public import Domain
import JSON

/// WhatsApp messages over Meta's Cloud API, `POST /{version}/{phone number id}/messages` (docs/providers/whatsapp.md).
public struct Meta: Provider {
  public static let name = "meta"

  private let url: ProviderURL
  private let headers: [HTTPCall.Header]

  /// Settings: `META_ACCESS_TOKEN`, `META_PHONE_NUMBER_ID`, `META_BASE_URL`, `META_API_VERSION`.
  public init(_ settings: Settings) throws(ProviderSettingError) {
    let token = try settings.require("META_ACCESS_TOKEN")
    try ProviderSettingError.requireToken(token, setting: "META_ACCESS_TOKEN")
    let number = try settings.require("META_PHONE_NUMBER_ID")
    guard number.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      throw ProviderSettingError(
        setting: "META_PHONE_NUMBER_ID", reason: "write the number's id, which is digits alone")
    }
    let version = settings["META_API_VERSION"] ?? "v23.0"
    guard version.first == "v", version.dropFirst().utf8.allSatisfy({ $0 == UInt8(ascii: ".") || isAlphanumeric($0) })
    else { throw ProviderSettingError(setting: "META_API_VERSION", reason: "write a version such as v23.0") }
    url = try ProviderURL(settings["META_BASE_URL"] ?? "https://graph.facebook.com", setting: "META_BASE_URL")
      .appending("/\(version)/\(number)/messages")
    headers = [.init("Authorization", "Bearer \(token)"), .init("Content-Type", "application/json")]
  }

  public func exchange(for message: WhatsAppMessage, now: Instant) -> Exchange {
    Exchange(request(for: message), outcome: outcome)
  }

  /// The request that sends `message`; statuses give back the delivery id and the environment.
  public func request(for message: WhatsAppMessage) -> ProviderRequest {
    var members: [String: JSON] = [
      "messaging_product": "whatsapp", "recipient_type": "individual",
      "to": .string(String(message.to.text.dropFirst())),
      "biz_opaque_callback_data": .string(message.correlation.text),
    ]
    switch message.content {
    case .text(let text):
      members["type"] = "text"
      members["text"] = ["body": .string(text), "preview_url": false]
    case .template(let template):
      members["type"] = "template"
      members["template"] = MetaTemplate(template).json
    }
    return .http(HTTPCall(url: url, headers: headers, body: JSON.object(members).bytes))
  }

  /// What became of it; total over everything that can be seen on the wire.
  public func outcome(of observation: Observation, now: Instant) -> SendOutcome {
    HTTPClassification.outcome(
      of: observation, now: now, accepted: { Meta.json($0)?["messages"]?.array?.first?["id"]?.string },
      failure: { Meta.failure($0, now: now) })
  }

  private static func json(_ answer: Observation.Answer) -> JSON? {
    try? JSON.parse(answer.body, limits: JSONLimits(bytes: 1 << 16, depth: 16))
  }

  /// The outcome by the error's code, else by its own word that it passes, else by the status.
  private static func failure(_ answer: Observation.Answer, now: Instant) -> SendOutcome? {
    guard let error = json(answer)?["error"], let number = error["code"]?.integer else { return nil }
    let code = "meta_\(number)"
    let text = error["error_data"]?["details"]?.string ?? error["message"]?.string
    func failed(_ effect: FailureEffect) -> SendOutcome {
      .failed(code: code, effect: effect, detail: text.map(Redaction.redact))
    }
    switch MetaErrorKind(code: number) {
    case .optedOut: return failed(.optedOut)
    case .deadAddress: return failed(.deadAddress)
    case .permanent: return failed(.none)
    case .templatePaused: return failed(.templatePaused)
    case .templateDisabled: return failed(.templateDisabled)
    case .templateRejected: return failed(.templateRejected)
    case .configuration: return failed(.tripsBreaker)
    case .transient(let wait): return .rejected(retryAfter: RetryAfter.wait(answer, now: now) ?? wait, code: code)
    case nil where error["is_transient"]?.bool == true:
      return .rejected(retryAfter: RetryAfter.wait(answer, now: now), code: code)
    case nil: return nil
    }
  }
}
