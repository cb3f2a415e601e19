import Domain
import Signing

/// Signs callbacks with the keys that the local stage gave its handlers.
struct CallbackSigning: Sendable {
  private let sendGridKey: String
  private let twilioSigner: TwilioSigner
  private let account: String

  init(_ settings: LocalSettings) {
    sendGridKey = settings["SENDGRID_WEBHOOK_PRIVATE_KEY"]
    twilioSigner = TwilioSigner(authToken: settings["TWILIO_AUTH_TOKEN"])
    account = settings["TWILIO_ACCOUNT_SID"]
  }

  /// The headers of a batch of email events (docs/providers/sendgrid.md).
  func sendGrid(body: [UInt8], at time: Instant) -> [String: String] {
    let timestamp = String(time.seconds)
    let signature = SendGridEventSigner(privateKeyBase64: sendGridKey)?.signature(body: body, timestamp: timestamp)
    return [
      "content-type": "application/json", "x-twilio-email-event-webhook-timestamp": timestamp,
      "x-twilio-email-event-webhook-signature": signature ?? "",
    ]
  }

  /// The headers of a status callback (docs/providers/twilio.md).
  func twilio(url: String, parameters: [(name: String, value: String)]) -> [String: String] {
    [
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": twilioSigner.signature(url: url, parameters: parameters),
    ]
  }
}
