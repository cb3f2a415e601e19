public import Domain
import Encoding
import JSON

/// Email over SendGrid's Web API v3, `POST /v3/mail/send` (docs/providers/sendgrid.md).
public struct SendGrid: Provider {
  public static let name = "sendgrid"

  private let url: ProviderURL
  private let headers: [HTTPCall.Header]

  /// Settings: `SENDGRID_API_KEY`, `SENDGRID_BASE_URL`.
  public init(_ settings: Settings) throws(ProviderSettingError) {
    let key = try settings.require("SENDGRID_API_KEY")
    try ProviderSettingError.requireToken(key, setting: "SENDGRID_API_KEY")
    url = try ProviderURL(settings["SENDGRID_BASE_URL"] ?? "https://api.sendgrid.com", setting: "SENDGRID_BASE_URL")
      .appending("/v3/mail/send")
    headers = [.init("Authorization", "Bearer \(key)"), .init("Content-Type", "application/json")]
  }

  public func exchange(for message: EmailMessage, now: Instant) -> Exchange {
    Exchange(request(for: message, now: now), outcome: outcome)
  }

  /// The delivery id and the environment travel as custom arguments; the provider's own tracking stays off, since it
  /// would rewrite the opt-out links.
  public func request(for message: EmailMessage, now: Instant) -> ProviderRequest {
    var body: [UInt8] = []
    body.reserveCapacity(message.html.utf8.count * 5 / 4 + message.text.utf8.count + 2048)
    SendGrid.body(message).write(to: &body)
    return .http(HTTPCall(url: url, headers: headers, body: body))
  }

  /// What became of it; total over everything that can be seen on the wire.
  public func outcome(of observation: Observation, now: Instant) -> SendOutcome {
    HTTPClassification.outcome(
      of: observation, now: now, accepted: { $0.header("x-message-id") },
      failure: SendGrid.failure)
  }

  private static func body(_ message: EmailMessage) -> JSON {
    var body: [String: JSON] = [
      "from": mailbox(message.from),
      "subject": .string(message.subject),
      "personalizations": [personalization(message)],
      "content": [
        ["type": "text/plain", "value": .string(message.text)],
        ["type": "text/html", "value": .string(message.html)],
      ],
      "tracking_settings": trackingOff,
    ]
    if let replyTo = message.replyTo { body["reply_to"] = ["email": .string(replyTo.text)] }
    if let calendar = message.calendar { body["attachments"] = [attachment(calendar)] }
    if !message.categories.isEmpty { body["categories"] = .array(message.categories.map(JSON.string)) }
    return .object(body)
  }

  /// The API has no place for a third alternative: the part travels as an attachment, typed as calendars look for it.
  private static func attachment(_ calendar: CalendarPart) -> JSON {
    [
      "content": .string(Base64.standard.encode(calendar.bytes)), "filename": "invite.ics",
      "type": .string(calendar.mediaType), "disposition": "attachment",
    ]
  }

  private static func personalization(_ message: EmailMessage) -> JSON {
    var fields: [String: JSON] = [
      "to": [mailbox(message.to)],
      "custom_args": [
        "delivery_id": .string(String(message.correlation.deliveryID)),
        "environment": .string(message.correlation.environment),
      ],
    ]
    let headers = message.unsubscribeHeaders.map { ($0.name, JSON.string($0.value)) }
    if !headers.isEmpty { fields["headers"] = .object(Dictionary(uniqueKeysWithValues: headers)) }
    return .object(fields)
  }

  private static func mailbox(_ mailbox: Mailbox) -> JSON {
    guard let name = mailbox.name else { return ["email": .string(mailbox.address.text)] }
    return ["email": .string(mailbox.address.text), "name": .string(name)]
  }

  private static let trackingOff: JSON = [
    "click_tracking": ["enable": false, "enable_text": false],
    "open_tracking": ["enable": false],
    "subscription_tracking": ["enable": false],
  ]

  /// 400, 401, 403, 404, 405, 413 with the provider's first error as detail; its 413 is HTML, not JSON.
  private static func failure(_ answer: Observation.Answer) -> SendOutcome? {
    guard [400, 401, 403, 404, 405, 413].contains(answer.status) else { return nil }
    let error = (try? JSON.parse(answer.body, limits: JSONLimits(bytes: 1 << 16, depth: 16)))?["errors"]?.array?.first
    let parts = [error?["field"]?.string, error?["message"]?.string].compactMap(\.self)
    return .failed(
      code: "http_\(answer.status)", effect: [401, 403].contains(answer.status) ? .tripsBreaker : .none,
      detail: parts.isEmpty ? nil : Redaction.redact(parts.joined(separator: ": ")))
  }
}
