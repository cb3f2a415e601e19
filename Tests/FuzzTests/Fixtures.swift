import Channels
import Domain
import Encoding
import FunctionContract
import Signing

/// The secrets and the moment that inputs are read with; seeds are signed with them.
enum Fixtures {
  static let now = Instant(seconds: 1_796_036_400)
  static let secret = "fuzz-secret-of-no-account"
  static let webhookSecret = "whsec_" + Base64.standard.encode(Array(repeating: 7, count: 24))

  static let keys: KeyRing = {
    guard let key = SigningKey(id: "fuzz", secret: Array(repeating: 7, count: 32)) else {
      preconditionFailure("no key")
    }
    return KeyRing(signer: key)
  }()

  static let settings = Settings([
    "REKINDLE_ENVIRONMENT": "fuzz", "META_APP_SECRET": secret, "META_VERIFY_TOKEN": secret,
    "INTERAKT_WEBHOOK_SECRET": secret, "TWILIO_AUTH_TOKEN": secret, "TWILIO_SHARED_KEY_SECRET": secret,
    "REKINDLE_WEBHOOK_URL": "https://hooks.example/webhooks",
    "SES_TOPIC_ARN": "arn:aws:sns:eu-central-1:123456789012:fuzz",
    "REKINDLE_EVENT_SECRETS": "lms:\(webhookSecret)", "STRIPE_WEBHOOK_SECRETS": "whsec_fuzz", "STRIPE_MODE": "test",
    "REKINDLE_XAPI_KEYS": "fuzz:\(secret)",
  ])

  static func post(_ path: String, query: String = "", _ headers: [String: String], _ body: [UInt8]) -> HTTPRequest {
    HTTPRequest(method: "POST", rawPath: path, rawQuery: query, headers: headers, body: body)
  }
}
