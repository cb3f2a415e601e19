import Callbacks
import Channels
import FunctionShell

extension SendGridWebhook {
  /// nil where this deployment has no verification key for SendGrid.
  init?(_ settings: Environment, _ environment: String) throws(ProviderSettingError) {
    guard let key = settings["SENDGRID_WEBHOOK_PUBLIC_KEY"] else { return nil }
    try self.init(publicKey: key, environment: environment)
  }
}

extension TwilioWebhook {
  /// nil where this deployment has no token of Twilio, or does not know the address that Twilio signs.
  init?(_ settings: Environment, _ environment: String) throws(ProviderSettingError) {
    guard let tokens = settings["TWILIO_AUTH_TOKEN"], let url = settings["REKINDLE_WEBHOOK_URL"] else { return nil }
    try self.init(
      authTokens: tokens.split(separator: ",").map(String.init), webhookURL: url, environment: environment)
  }
}
