import Channels

/// The providers that this sender knows.
enum Providers {
  static let sms: [any Provider<TextMessage>.Type] = [Twilio.self, SNS.self]
  /// What carries text messages where nobody names a provider, as before there were several.
  static let usual = Twilio.name
}
