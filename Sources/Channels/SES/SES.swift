public import Domain
import Encoding
import JSON

/// Email over Amazon SES' API v2, `POST /v2/email/outbound-emails` (docs/providers/ses.md).
public struct SES: Provider {
  public static let name = "ses"

  public let keys: AWSKeySource?
  private let endpoint: AWSEndpoint
  private let configurationSet: String?

  /// Settings: `SES_CONFIGURATION_SET`, and those by which AWS tells of region, address and key.
  public init(_ settings: Settings) throws(ProviderSettingError) {
    endpoint = try AWSEndpoint(settings, host: "email", service: "ses")
    keys = try AWSKeySettings(settings).source
    configurationSet = settings["SES_CONFIGURATION_SET"]
    guard configurationSet.map(SES.isName) ?? true else {
      throw ProviderSettingError(
        setting: "SES_CONFIGURATION_SET", reason: "write a name of up to 64 letters, digits, hyphens and underscores")
    }
  }

  public func exchange(for message: EmailMessage, now: Instant) -> Exchange {
    Exchange(request(for: message, now: now), outcome: outcome)
  }

  /// The message whole, in MIME, as a mail server would get it: its headers are ours, and nothing of it is rewritten.
  public func request(for message: EmailMessage, now: Instant) -> ProviderRequest {
    var body: [String: JSON] = [
      "Destination": ["ToAddresses": [.string(message.to.address.text)]],
      "Content": ["Raw": ["Data": .string(Base64.standard.encode(MIMEMessage(message, date: now).bytes))]],
      "EmailTags": .array(SES.tags(message).map { ["Name": .string($0.name), "Value": .string($0.value)] }),
    ]
    if let configurationSet { body["ConfigurationSetName"] = .string(configurationSet) }
    return endpoint.call("/v2/email/outbound-emails", contentType: "application/json", body: JSON.object(body).bytes)
  }

  /// What became of it; total over everything that can be seen on the wire.
  public func outcome(of observation: Observation, now: Instant) -> SendOutcome {
    HTTPClassification.outcome(
      of: observation, now: now, accepted: { SES.parsed($0)?["MessageId"]?.string },
      failure: { answer in SES.error(answer).flatMap { SES.outcome(of: $0, answer, now) } })
  }

  /// What events bring back; a category that no tag may hold is left out.
  private static func tags(_ message: EmailMessage) -> [(name: String, value: String)] {
    let own = [
      (name: "delivery_id", value: String(message.correlation.deliveryID)),
      (name: "environment", value: message.correlation.environment),
    ]
    return own + message.categories.prefix(1).filter(isName).map { (name: "campaign", value: $0) }
  }

  private static func isName(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
  }

  private static func parsed(_ answer: Observation.Answer) -> JSON? {
    try? JSON.parse(answer.body, limits: JSONLimits(bytes: 1 << 16, depth: 16))
  }

  /// The error's name stands in a header, with an address after a colon, or in the body behind a `#`.
  private static func error(_ answer: Observation.Answer) -> AWSError? {
    let body = parsed(answer)
    let name =
      answer.header("x-amzn-errortype")?.split(separator: ":").first
      ?? body?["__type"]?.string?.split(separator: "#").last
    return name.flatMap { AWSError(name: $0, message: body?["message"]?.string ?? body?["Message"]?.string ?? "") }
  }

  private static func outcome(of error: AWSError, _ answer: Observation.Answer, _ now: Instant) -> SendOutcome? {
    switch error.name {
    case "ThrottlingException" where error.message.contains("Daily"):
      return .rejected(retryAfter: RetryAfter.cap, code: error.code)
    // An account, a domain or a configuration set that is wrong is wrong for every message.
    case "AccountSuspendedException", "SendingPausedException", "MailFromDomainNotVerifiedException",
      "NotFoundException":
      return error.failed(.tripsBreaker)
    case "MessageRejected":
      return error.failed(error.message.contains("not verified") ? .tripsBreaker : .none)
    case "BadRequestException": return error.failed(.none)
    default: return error.outcome(answer, now: now)
    }
  }
}
