public import Domain

/// Text messages over Twilio's Messages resource (docs/providers/twilio.md).
public struct Twilio: Provider {
  public static let name = "twilio"

  private let account: TwilioAccount
  private let sender: TwilioSender

  /// Settings: `TWILIO_ACCOUNT_SID`, `TWILIO_AUTH_TOKEN`, `TWILIO_FROM_NUMBER`, `TWILIO_BASE_URL`, and
  /// `REKINDLE_WEBHOOK_URL`, below which callbacks arrive as `/twilio`.
  public init(_ settings: Settings) throws(ProviderSettingError) {
    account = try TwilioAccount(settings)
    sender = try TwilioSender(settings.require("TWILIO_FROM_NUMBER"))
  }

  public func exchange(for message: TextMessage, now: Instant) -> Exchange {
    Exchange(request(for: message), outcome: outcome)
  }

  /// The request that sends `message`; its callbacks carry the delivery id and the environment in their URL.
  public func request(for message: TextMessage) -> ProviderRequest {
    var fields = [
      (name: "To", value: message.to.text), sender.field, (name: "Body", value: message.body),
      account.callback(message.correlation),
    ]
    if let usefulFor = message.usefulFor {
      fields.append((name: "ValidityPeriod", value: String(min(max(usefulFor.seconds, 1), 36_000))))
    }
    return account.call(fields)
  }

  /// What became of it; total over everything that can be seen on the wire.
  public func outcome(of observation: Observation, now: Instant) -> SendOutcome {
    HTTPClassification.outcome(
      of: observation, now: now, accepted: { TwilioAnswer($0)?.messageID },
      failure: { TwilioAnswer($0)?.failure(now: now) })
  }
}

func isAlphanumeric(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
