import Encoding
import JSON

/// What every request to Twilio's Messages resource shares.
struct TwilioAccount: Sendable {
  let url: ProviderURL
  let headers: [HTTPCall.Header]
  private let callbackURL: ProviderURL

  init(_ settings: Settings) throws(ProviderSettingError) {
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
    callbackURL = try ProviderURL(settings.require("REKINDLE_WEBHOOK_URL"), setting: "REKINDLE_WEBHOOK_URL").appending(
      "/twilio")
  }

  func call(_ fields: [(name: String, value: String)]) -> ProviderRequest {
    .http(HTTPCall(url: url, headers: headers, body: FormEncoding.encode(fields)))
  }

  /// Where the callbacks of a message go: their URL carries the delivery id and the environment.
  func callback(_ correlation: Correlation) -> (name: String, value: String) {
    let environment = PercentEncoding.encode(correlation.environment)
    return ("StatusCallback", "\(callbackURL.text)?delivery=\(correlation.deliveryID)&environment=\(environment)")
  }
}
