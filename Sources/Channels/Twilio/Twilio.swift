public import Domain
import Encoding
import JSON

/// Text messages over Twilio's Messages resource (docs/providers/twilio.md).
public struct Twilio: Provider {
  public static let name = "twilio"

  private let url: ProviderURL
  private let headers: [HTTPCall.Header]
  private let sender: TwilioSender
  private let callbackURL: ProviderURL

  /// Settings: `TWILIO_ACCOUNT_SID`, `TWILIO_AUTH_TOKEN`, `TWILIO_FROM_NUMBER`, `TWILIO_BASE_URL`, and
  /// `REKINDLE_WEBHOOK_URL`, below which callbacks arrive as `/twilio`.
  public init(_ settings: Settings) throws(ProviderSettingError) {
    let accountSID = try settings.require("TWILIO_ACCOUNT_SID")
    let authToken = try settings.require("TWILIO_AUTH_TOKEN")
    guard accountSID.hasPrefix("AC"), accountSID.utf8.count == 34, accountSID.utf8.allSatisfy(isAlphanumeric) else {
      throw ProviderSettingError(setting: "TWILIO_ACCOUNT_SID", reason: "write AC and 32 hexadecimal digits")
    }
    try ProviderSettingError.requireToken(authToken, setting: "TWILIO_AUTH_TOKEN")
    url = try ProviderURL(settings["TWILIO_BASE_URL"] ?? "https://api.twilio.com", setting: "TWILIO_BASE_URL")
      .appending("/2010-04-01/Accounts/\(accountSID)/Messages.json")
    headers = [
      .init("Authorization", "Basic \(Base64.standard.encode(Array("\(accountSID):\(authToken)".utf8)))"),
      .init("Content-Type", "application/x-www-form-urlencoded"),
    ]
    sender = try TwilioSender(settings.require("TWILIO_FROM_NUMBER"))
    callbackURL = try ProviderURL(settings.require("REKINDLE_WEBHOOK_URL"), setting: "REKINDLE_WEBHOOK_URL").appending(
      "/twilio")
  }

  public func exchange(for message: TextMessage, now: Instant) -> Exchange {
    Exchange(request(for: message), outcome: outcome)
  }

  /// The request that sends `message`; its callbacks carry the delivery id and the environment in their URL.
  public func request(for message: TextMessage) -> ProviderRequest {
    var fields = [
      (name: "To", value: message.to.text), sender.field, (name: "Body", value: message.body),
      (name: "StatusCallback", value: callback(message.correlation)),
    ]
    if let usefulFor = message.usefulFor {
      fields.append((name: "ValidityPeriod", value: String(min(max(usefulFor.seconds, 1), 36_000))))
    }
    return .http(HTTPCall(url: url, headers: headers, body: FormEncoding.encode(fields)))
  }

  /// What became of it; total over everything that can be seen on the wire.
  public func outcome(of observation: Observation, now: Instant) -> SendOutcome {
    HTTPClassification.outcome(
      of: observation, now: now, accepted: { Twilio.json($0)?["sid"]?.string },
      failure: { Twilio.failure($0, now: now) })
  }

  private func callback(_ correlation: Correlation) -> String {
    "\(callbackURL.text)?delivery=\(correlation.deliveryID)&environment=\(PercentEncoding.encode(correlation.environment))"
  }

  private static func json(_ answer: Observation.Answer) -> JSON? {
    try? JSON.parse(answer.body, limits: JSONLimits(bytes: 1 << 16, depth: 16))
  }

  /// The outcome by Twilio's own error code; nil leaves it to the status, as every 5xx but 503 must be: an
  /// internal error says nothing about what was queued before it.
  private static func failure(_ answer: Observation.Answer, now: Instant) -> SendOutcome? {
    guard answer.status < 500 || answer.status == 503, let body = json(answer), let number = body["code"]?.integer,
      let kind = TwilioErrorKind(code: number)
    else { return nil }
    let code = "twilio_\(number)"
    let detail = body["message"]?.string.map(Redaction.redact)
    return switch kind {
    case .optedOut: .failed(code: code, effect: .optedOut, detail: detail)
    case .deadAddress: .failed(code: code, effect: .deadAddress, detail: detail)
    case .permanent, .fraud: .failed(code: code, effect: .none, detail: detail)
    case .configuration: .failed(code: code, effect: .tripsBreaker, detail: detail)
    case .transient: .rejected(retryAfter: RetryAfter.wait(answer, now: now), code: code)
    }
  }
}

func isAlphanumeric(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
